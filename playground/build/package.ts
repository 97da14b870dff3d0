// Makes dist/inlay.zip: the folder that Figma's "Import plugin from manifest" takes.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { zipSync } from 'fflate'

const files = ['manifest.json', 'build/main.js', 'build/ui.js', 'LICENSE']
const readme = 'Inlay: unzip, then in Figma choose Plugins > Development > Import plugin from manifest… and pick manifest.json.\n'
const entries = Object.fromEntries(files.map((file) => [`inlay/${file}`, new Uint8Array(readFileSync(file))]))
const zip = zipSync({ ...entries, 'inlay/README.txt': new TextEncoder().encode(readme) }, { level: 9 })
mkdirSync('dist', { recursive: true })
writeFileSync('dist/inlay.zip', zip)
process.stdout.write(`dist/inlay.zip, ${(zip.length / 1000).toFixed(0)} KB, ${files.length + 1} files\n`)
