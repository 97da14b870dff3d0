// npm run build:own -- --allow https://host: the plugin with a manifest that lists that host, in dist/own. The committed manifest stays as it is.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { ownManifest } from './own-manifest'

try {
  const { values } = parseArgs({ options: { allow: { type: 'string', multiple: true }, out: { type: 'string', default: 'dist/own' } } })
  const manifest = ownManifest(JSON.parse(readFileSync('manifest.json', 'utf8')), values.allow ?? []), out = values.out
  mkdirSync(`${out}/build`, { recursive: true })
  for (const file of ['build/main.js', 'build/ui.js', 'LICENSE']) copyFileSync(file, `${out}/${file}`)
  writeFileSync(`${out}/manifest.json`, `${JSON.stringify(manifest, null, 2)}\n`)
  process.stdout.write(`${out}/manifest.json lists ${manifest.networkAccess.allowedDomains.length} hosts; import it in Figma with Plugins > Development > Import plugin from manifest…\n`)
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exit(2)
}
