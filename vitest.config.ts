import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files of one project share a process (each cleans up after itself): loading everything anew for each file took a third of the time. */
const project = (name: string, more: object = {}) => ({
  esbuild: { jsxFactory: 'h', jsxFragment: 'Fragment' },
  test: { name, include: [`test/${name}/**/*.test.{ts,tsx}`], environment: 'node', isolate: false, maxWorkers: availableParallelism(), sequence: { groupOrder: 0 }, ...more },
})

// Two browsers at a time: a scenario keeps one core busy.
const browser = { testTimeout: 150_000, hookTimeout: 120_000, maxWorkers: 2, sequence: { groupOrder: 1 } }

/** The main paths once more where WebAssembly, or workers from blobs, are refused. `INLAY_POLICY=no-wasm npx vitest run --project e2e` runs them all. */
const policies = ['no-wasm', 'no-blob-worker'].map((policy) => project(`e2e ${policy}`, { ...browser, include: ['test/e2e/{generate,errors}.test.ts'], env: { INLAY_POLICY: policy } }))

/** Longest first, as far as their size does not tell it; both workers then end at about the same time. */
const long = ['accessibility.test', 'accessibility-other.test', 'edit.test', 'expand.test', 'upscale.test', 'cut-out.test'].map((name) => `/e2e/${name}.ts`)
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => (long.findIndex((end) => moduleId.endsWith(end)) + long.length + 1) % (long.length + 1)
    return (await super.sort(files)).sort((a, b) => a.project.config.sequence.groupOrder - b.project.config.sequence.groupOrder || rank(a) - rank(b))
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      project('unit', { testTimeout: 20_000 }),
      project('contract', { testTimeout: 20_000 }),
      project('host', { testTimeout: 30_000, hookTimeout: 60_000 }),
      project('e2e', browser),
      ...policies,
    ],
  },
})
