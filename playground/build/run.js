// Runs a TypeScript entry of the playground in Node: `node playground/build/run.js playground/serve.ts --port 4000`.
// esbuild bundles our own files; packages stay outside. `import.meta` paths keep meaning the source file.
import { readFile } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const sourcePaths = {
  name: 'source-paths',
  setup(bundle) {
    bundle.onLoad({ filter: /\.tsx?$/ }, async (args) => {
      const text = await readFile(args.path, 'utf8')
      const contents = text
        .replaceAll('import.meta.dirname', JSON.stringify(dirname(args.path)))
        .replaceAll('import.meta.filename', JSON.stringify(args.path))
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(args.path).href))
      return { contents, loader: args.path.endsWith('x') ? 'tsx' : 'ts' }
    })
  },
}

const entry = resolve(process.argv[2])
const outfile = resolve('build/playground', `${basename(entry).replace(/\.tsx?$/, '')}.mjs`)
await build({
  entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'esm', target: 'node20', packages: 'external', sourcemap: 'inline',
  jsxFactory: 'h', jsxFragment: 'Fragment', loader: { '.json': 'json' }, plugins: [sourcePaths], logLevel: 'warning',
})
process.argv.splice(1, 2, entry)
await import(pathToFileURL(outfile).href)
