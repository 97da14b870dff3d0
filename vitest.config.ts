import { defineConfig } from 'vitest/config'

const project = (name: string, more: object = {}) => ({
  esbuild: { jsxFactory: 'h', jsxFragment: 'Fragment' },
  test: { name, include: [`test/${name}/**/*.test.{ts,tsx}`], environment: 'node', sequence: { groupOrder: 0 }, ...more },
})
// Two browsers at a time: a scenario keeps one core busy. Presses are real ones: CI, on a shared machine, gives a failed test a second try and says so; elsewhere the first counts.
const browser = { retry: process.env['CI'] ? 1 : 0, testTimeout: 150_000, hookTimeout: 120_000, maxWorkers: 2, sequence: { groupOrder: 1 } }

/** The main paths once more where WebAssembly, or workers from blobs, are refused. `INLAY_POLICY=no-wasm npx vitest run --project e2e` runs them all. */
const policies = ['no-wasm', 'no-blob-worker'].map((policy) => project(`e2e ${policy}`, { ...browser, include: ['test/e2e/{generate,errors}.test.ts'], env: { INLAY_POLICY: policy } }))

export default defineConfig({
  test: {
    projects: [
      project('unit', { testTimeout: 20_000 }),
      project('contract', { testTimeout: 20_000 }),
      project('host', { testTimeout: 30_000, hookTimeout: 60_000 }),
      project('e2e', browser),
      ...policies,
    ],
  },
})
