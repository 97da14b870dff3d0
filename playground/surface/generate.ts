// node playground/surface/generate.ts: writes table.json from the installed typings.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { printSurface, readTypings } from './read-typings.ts'

const table = readTypings()
writeFileSync(fileURLToPath(new URL('./table.json', import.meta.url)), printSurface(table))
process.stdout.write(`surface: ${Object.keys(table.nodes).length} node types, ${Object.keys(table.objects).length} objects, typings ${table.typings}\n`)
