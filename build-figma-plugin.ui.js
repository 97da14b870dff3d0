// How the window's bundle is built: Figma runs a current Chromium; `x.ts?worker` is bundled to text for a blob or data worker.
import { importEntries } from './playground/build/import-entries.js'
import { inlineWorker } from './playground/build/inline-worker.js'
import { tidyStyles } from './playground/build/tidy-styles.js'
import { tighten } from './playground/build/tighten.js'
import { writeMetafile } from './playground/build/metafile.js'

export default (options) => ({
  ...options,
  stdin: { ...options.stdin, contents: importEntries(options.stdin.contents) },
  target: 'chrome110',
  loader: { ...options.loader, '.wasm': 'binary', '.webp': 'dataurl', '.woff2': 'dataurl' },
  metafile: true,
  plugins: [...options.plugins, inlineWorker(), writeMetafile('ui'), tidyStyles(), tighten(2022)],
})
