// `npm run kernels`: compiles ui/pixels/kernels/kernels.as and writes it as text. The compiler is fetched from the npm registry for this alone: it is large, and nobody else needs it.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const compiler = 'assemblyscript@0.28.20', folder = join(import.meta.dirname, '../../ui/pixels/kernels')
const source = join(folder, 'kernels.as'), place = mkdtempSync(join(tmpdir(), 'inlay-kernels-'))
try {
  copyFileSync(source, join(place, 'kernels.ts'))
  execFileSync('npm', ['exec', '--yes', `--package=${compiler}`, '--', 'asc', 'kernels.ts', '-o', 'kernels.wasm', '-O2', '--shrinkLevel', '2', '--converge', '--runtime', 'stub', '--noAssert', '--enable', 'simd', '--use', 'abort='], { cwd: place, stdio: 'inherit' })
  const packed = readFileSync(join(place, 'kernels.wasm')).toString('base64')
  const digest = createHash('sha256').update(readFileSync(source)).digest('hex')
  writeFileSync(join(folder, 'kernels-wasm.ts'), `// Made by \`npm run kernels\` with ${compiler}.\n\n/** SHA-256 of the kernels.as that this was made from. */\nexport const madeFrom = '${digest}'\n\n/** WebAssembly, base64. */\nexport const packed = '${packed}'\n`)
  console.log(`kernels-wasm.ts: ${packed.length} characters`)
} finally {
  rmSync(place, { recursive: true })
}
