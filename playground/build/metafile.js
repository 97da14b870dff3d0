import { mkdir, writeFile } from 'node:fs/promises'

/** Writes esbuild's metafile to build/meta-<name>.json, so that sizes can be told per package. */
export const writeMetafile = (name) => ({
  name: `metafile-${name}`,
  setup(build) {
    build.onEnd(async (result) => {
      if (!result.metafile) return
      await mkdir('build', { recursive: true })
      await writeFile(`build/meta-${name}.json`, JSON.stringify(result.metafile))
    })
  },
})
