import { dirname, resolve } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { build as bundle } from 'esbuild'
import { minify } from 'terser'

const unpacker = resolve(import.meta.dirname, '../../ui/pixels/in-place/unpack-text.ts')

/** Turns `import code from './x.ts?worker'` into a function that gives the text of the bundled worker. It lies packed in ui.js: a third of its size, and nothing to read until the first worker starts. */
export const inlineWorker = () => ({
  name: 'inline-worker',
  setup(build) {
    build.onResolve({ filter: /\?worker$/ }, (args) => ({
      path: resolve(dirname(args.importer), args.path.replace(/\?worker$/, '')),
      namespace: 'inline-worker',
    }))
    build.onLoad({ filter: /.*/, namespace: 'inline-worker' }, async (args) => {
      const result = await bundle({
        entryPoints: [args.path], bundle: true, write: false, minify: build.initialOptions.minify ?? false,
        format: 'iife', target: build.initialOptions.target, metafile: true,
      })
      const { text } = result.outputFiles[0]
      // Minified once more, as the window itself: packed it is 7 % smaller.
      const code = build.initialOptions.minify ? (await minify(text, { ecma: 2022, compress: { ecma: 2022, passes: 2 }, mangle: true })).code : text
      const packed = deflateRawSync(Buffer.from(code), { level: 9 }).toString('base64')
      return {
        contents: `import { unpackText } from ${JSON.stringify(unpacker)}\nexport default () => unpackText('${packed}')`,
        loader: 'js', resolveDir: dirname(args.path), watchFiles: Object.keys(result.metafile.inputs).map((file) => resolve(file)),
      }
    })
  },
})
