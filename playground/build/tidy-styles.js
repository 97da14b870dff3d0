import { realpathSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, resolve } from 'node:path'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const temporary = realpathSync(tmpdir())

/** The toolkit writes each style sheet into a folder of its own below the system's temporary one and leaves it there: some fifty a build. Takes them away when the bundle is made. */
export const tidyStyles = () => ({
  name: 'tidy-styles',
  setup(build) {
    build.onEnd(async (result) => {
      const folders = Object.keys(result.metafile?.inputs ?? {}).map((file) => dirname(resolve(file)))
      const left = folders.filter((folder) => dirname(folder) === temporary && uuid.test(basename(folder)))
      await Promise.all(left.map((folder) => rm(folder, { recursive: true, force: true })))
    })
  },
})
