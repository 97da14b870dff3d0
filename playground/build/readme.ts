// Writes the model table of README.md from the registry: `npm run readme`. A test compares it.
import { readFileSync, writeFileSync } from 'node:fs'
import { modelTable } from './model-table'

const marks = /(<!-- models -->\n)[\s\S]*?(<!-- \/models -->)/
const text = readFileSync('README.md', 'utf8')
writeFileSync('README.md', text.replace(marks, (_all, start: string, end: string) => `${start}${modelTable()}${end}`))
