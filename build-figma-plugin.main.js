// How the sandbox bundle is built: Figma's VM runs ES2020, and libraries that publish only "main" must resolve.
import { importEntries } from './playground/build/import-entries.js'
import { tighten } from './playground/build/tighten.js'
import { writeMetafile } from './playground/build/metafile.js'

export default (options) => ({
  ...options,
  stdin: { ...options.stdin, contents: importEntries(options.stdin.contents) },
  target: 'es2020',
  mainFields: ['module', 'main'],
  metafile: true,
  plugins: [...options.plugins, writeMetafile('main'), tighten(2020)],
})
