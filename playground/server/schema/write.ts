// Writes corrected.json from published.json; test/host/server/schema.test.ts compares the two.
import { readFileSync, writeFileSync } from 'node:fs'
import { correct } from './correct'

const read = (name: string): Parameters<typeof correct>[0] => JSON.parse(readFileSync(`${import.meta.dirname}/${name}`, 'utf8'))
writeFileSync(`${import.meta.dirname}/corrected.json`, `${JSON.stringify(correct(read('published.json')), null, 1)}\n`)
