import { dirname, resolve } from 'node:path'
import { build as bundle } from 'esbuild'

/** Turns `import code from './x.ts?worker'` into the text of the bundled worker. */
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
      return { contents: result.outputFiles[0].text, loader: 'text', watchFiles: Object.keys(result.metafile.inputs).map((file) => resolve(file)) }
    })
  },
})
