import { build } from 'esbuild'
import { ESLint } from 'eslint'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

/** Messages of the type checker for `code`, as if it stood in a file of that realm. */
function typeErrors(realm: 'src' | 'ui', code: string): string[] {
  const path = resolve(realm, 'tsconfig.json')
  const { options } = ts.parseJsonConfigFileContent(ts.readConfigFile(path, ts.sys.readFile).config, ts.sys, dirname(path))
  const file = resolve(realm, 'realm-guard.ts')
  const host = ts.createCompilerHost(options)
  const read = host.getSourceFile.bind(host)
  host.getSourceFile = (name, language) => (name === file ? ts.createSourceFile(name, code, language) : read(name, language))
  host.fileExists = (name) => name === file || ts.sys.fileExists(name)
  const program = ts.createProgram([file], options, host)
  return ts.getPreEmitDiagnostics(program, program.getSourceFile(file)).map((d) => ts.flattenDiagnosticMessageText(d.messageText, ' '))
}

describe('the two realms are kept apart by the type checker', () => {
  it.each(['document.title', 'new URL("https://a.b")', 'new AbortController()', 'new Blob([])', 'structuredClone({})', 'Object.hasOwn({}, "a")', 'window.name'])('refuses %s in the sandbox', (code) => {
    expect(typeErrors('src', `export const x = ${code}`)).not.toEqual([])
  })
  it('accepts figma in the sandbox', () => {
    expect(typeErrors('src', 'export const x = figma.currentPage.name')).toEqual([])
  })
  it('refuses figma in the window', () => {
    expect(typeErrors('ui', 'export const x = figma.currentPage.name').join()).toContain("Cannot find name 'figma'")
  })
  it('accepts document in the window', () => {
    expect(typeErrors('ui', 'export const x = document.title')).toEqual([])
  })
})

describe('lint keeps imports where they belong', () => {
  const eslint = new ESLint()
  const lint = async (filePath: string, code: string) => (await eslint.lintText(`${code}\n`, { filePath }))[0]!.messages.map((m) => m.ruleId)
  it.each([
    ['ui/state/store.ts', "import { z } from 'zod'\nexport default z"],
    ['ui/state/store.ts', "import { z } from 'zod/mini'\nexport default z"],
    ['ui/state/store.ts', "import { Images } from 'openai/resources/images'\nexport default Images"],
    ['ui/app.tsx', "import { Button } from '@create-figma-plugin/ui'\nexport default Button"],
    ['ui/state/store.ts', "import x from '../../src/document/storage'\nexport default x"],
    ['ui/state/store.ts', "import x from '../../playground/model'\nexport default x"],
    ['ui/pixels/transcode.ts', "import x from '../providers'\nexport default x"],
    ['ui/providers/openai.ts', "import x from '../tools'\nexport default x"],
    ['src/handlers.ts', "import x from '../ui/state/store'\nexport default x"],
    ['src/shared/settings.ts', 'export const x = figma.currentPage'],
    ['src/handlers.ts', "export const x = figma.getNodeById('1:2')"],
  ])('refuses in %s: %s', async (file, code) => {
    expect((await lint(file, code)).length).toBeGreaterThan(0)
  })
  it('accepts the zod form that stays small', async () => {
    expect(await lint('ui/state/store.ts', "import * as z from 'zod/mini'\nexport default z")).toEqual([])
  })
})

describe('the workers', () => {
  it('and WebAssembly are started only where test/e2e/policies.test.ts has them refused', () => {
    const files = readdirSync('ui', { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file))
    const starting = files.filter((file) => /new Worker\(|WebAssembly\.\w|new Function\(|\beval\(|import\(/.test(readFileSync(resolve('ui', file), 'utf8'))).sort()
    expect(starting).toEqual(['on-device/reading/open-reader.ts', 'on-device/start-ort.ts', 'pixels/in-place/pixel-work.ts', 'pixels/kernels/kernels.ts', 'pixels/kernels/room.ts'])
  })
  it.each(['ui/pixels/in-place/worker.ts', 'ui/on-device/reading/worker.ts'])('hold no package: %s', async (file) => {
    const { metafile } = await build({ entryPoints: [file], bundle: true, write: false, minify: true, format: 'iife', target: 'chrome110', metafile: true })
    expect(Object.keys(Object.values(metafile.outputs)[0]!.inputs).filter((input) => input.includes('node_modules'))).toEqual([])
  })
})
