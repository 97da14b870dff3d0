// The toolkit's hello world, built into build/hello: what any plugin of the toolkit costs. One text box with the focus, one button.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const folder = 'build/hello'
const main = `import { showUI } from '@create-figma-plugin/utilities'
export default function () { showUI({ width: 360, height: 680 }) }
`
const ui = `import { Button, Container, render, TextboxMultiline, VerticalSpace, useInitialFocus } from '@create-figma-plugin/ui'
import { h } from 'preact'
import { useState } from 'preact/hooks'
function Plugin() {
  const [text, setText] = useState('')
  return (
    <Container space="medium">
      <VerticalSpace space="large" />
      <TextboxMultiline {...useInitialFocus()} value={text} onValueInput={setText} />
      <VerticalSpace space="large" />
      <Button fullWidth onClick={() => undefined}>Create</Button>
    </Container>
  )
}
export default render(Plugin)
`

/** Path as the playground asks for it -> file. */
export function buildHello(): Record<string, string> {
  mkdirSync(join(folder, 'src'), { recursive: true })
  writeFileSync(join(folder, 'src/main.ts'), main)
  writeFileSync(join(folder, 'src/ui.tsx'), ui)
  writeFileSync(join(folder, 'tsconfig.json'), '{ "compilerOptions": { "jsx": "react", "jsxFactory": "h" } }')
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'hello', type: 'module', 'figma-plugin': { id: 'hello', name: 'Hello', editorType: ['figma'], documentAccess: 'dynamic-page', main: 'src/main.ts', ui: 'src/ui.tsx', networkAccess: { allowedDomains: ['none'] } } }))
  execFileSync(process.execPath, [resolve('node_modules/@create-figma-plugin/build/lib/cli.js'), '--minify'], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] })
  return Object.fromEntries(['manifest.json', 'build/main.js', 'build/ui.js'].map((path) => [`/plugin/${path}`, readFileSync(join(folder, path), 'utf8')]))
}
