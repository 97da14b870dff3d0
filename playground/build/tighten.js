import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { minify } from 'terser'

/** Minified bundles once more: names by how often they occur pack better, ui.js by 3 %. Builds for watching stay as they are. */
export const tighten = (ecma) => ({
  name: 'tighten',
  setup(build) {
    if (!build.initialOptions.minify) return
    build.initialOptions.write = false
    build.onEnd(async ({ outputFiles }) => {
      for (const { path, text } of outputFiles ?? []) {
        const { code } = await minify(text, { ecma, compress: { ecma, passes: 2 }, mangle: true })
        await mkdir(dirname(path), { recursive: true })
        await writeFile(path, code)
      }
    })
  },
})
