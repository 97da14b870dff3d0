// Sizes of the built bundles against their budgets (design D0.17), per package from esbuild's metafile.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

type Budget = { name: 'main' | 'ui'; maxBytes: number; maxGzip?: number; hardBytes?: number }
const budgets: Budget[] = [
  { name: 'main', maxBytes: 100_000 },
  // A data URL of more than 1.4 MB no longer opens as a window.
  // Packed size: the design's 280 KB were set before fal's models, templates, reading on the device, the finishing tools and the SIMD loops; a plugin is stored unpacked, so the raw size counts.
  { name: 'ui', maxBytes: 900_000, maxGzip: 345_000, hardBytes: 1_400_000 },
]
const kb = (bytes: number): string => `${(bytes / 1000).toFixed(1)} KB`

const packageOf = (input: string): string => {
  const parts = input.split('node_modules/')
  if (parts.length === 1) return input.startsWith('src/') ? 'inlay src' : 'inlay ui'
  const [first = '', second = ''] = parts[parts.length - 1]!.split('/')
  return first.startsWith('@') ? `${first}/${second}` : first
}

let failed = false
for (const budget of budgets) {
  const code = readFileSync(`build/${budget.name}.js`)
  const gzip = gzipSync(code).length
  const meta = JSON.parse(readFileSync(`build/meta-${budget.name}.json`, 'utf8')) as { outputs: Record<string, { inputs: Record<string, { bytesInOutput: number }> }> }
  const perPackage = new Map<string, number>()
  for (const output of Object.values(meta.outputs)) {
    for (const [input, { bytesInOutput }] of Object.entries(output.inputs)) perPackage.set(packageOf(input), (perPackage.get(packageOf(input)) ?? 0) + bytesInOutput)
  }
  const rows = [...perPackage].sort((a, b) => b[1] - a[1]).slice(0, 10)
  process.stdout.write(`${budget.name}.js ${kb(code.length)} of ${kb(budget.maxBytes)}, ${kb(gzip)} gzip${budget.maxGzip ? ` of ${kb(budget.maxGzip)}` : ''}\n`)
  for (const [name, bytes] of rows) process.stdout.write(`  ${kb(bytes).padStart(10)}  ${name}\n`)
  const broken = [
    code.length > budget.maxBytes && 'size', budget.maxGzip !== undefined && gzip > budget.maxGzip && 'gzip size',
    // The toolkit puts ui.js into an inline script.
    budget.name === 'ui' && code.includes('</script') && '"</script" in the bundle, which ends the inline script early',
  ].filter(Boolean)
  if (broken.length > 0) {
    failed = true
    process.stderr.write(`build/${budget.name}.js is over its budget: ${broken.join(', ')}\n`)
  }
}
if (failed) process.exit(1)
