import { defineConfig } from 'vitest/config'

const project = (name: string, more: object = {}) => ({
  esbuild: { jsxFactory: 'h', jsxFragment: 'Fragment' },
  test: { name, include: [`test/${name}/**/*.test.{ts,tsx}`], environment: 'node', ...more },
})

export default defineConfig({
  test: {
    projects: [
      project('unit'),
      project('contract'),
      project('host', { testTimeout: 30_000, hookTimeout: 60_000 }),
      // One browser for all files: two cores do not profit from more.
      project('e2e', { testTimeout: 60_000, hookTimeout: 120_000, fileParallelism: false }),
    ],
  },
})
