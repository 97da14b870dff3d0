// npm run bench:text [-- --json FILE --count N --seed N --fonts FOLDER --out FOLDER]
// Reads rendered signs, right and wrong ones, with the window's own code, and says how often it is wrong. No service.
// `--fonts`: more typefaces (ttf, otf, woff2). `--out`: pictures of the signs that were judged wrongly.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { compareWords } from '../../ui/on-device/reading/compare-words'
import { readWords } from '../../ui/on-device/reading/read-words'
import { canvasOfPixels } from '../support/node-raster'
import { openReading } from '../../playground/server/open-reading'
import { makeSigns, type Sign } from './text/signs'

const argument = (name: string): string | undefined => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? undefined : process.argv[at + 1]
}
const count = Number(argument('count') ?? 240), seed = Number(argument('seed') ?? 1), out = argument('out'), json = argument('json')
/** Of all wrong signs; of all right signs without accents. */
const targets = { falsePass: 0.01, readRight: 0.95 }

/** Accents are beyond the reader: "can't tell" is the right answer there. */
const isRight = ({ kind }: Sign): boolean => kind === 'right' || kind === 'accents'

const models = await openReading(), times: number[] = []
const kinds = new Map<string, { reads: number; differs: number; unsure: number }>()
for await (const sign of makeSigns({ count, seed, photoFolder: 'playground/scenes/photos', fontFolders: [argument('fonts') ?? []].flat() })) {
  const since = performance.now()
  const lines = await readWords(sign.pixels, models, { longestPx: 960 })
  const [judged] = compareWords([sign.expected], lines)
  times.push(performance.now() - since)
  const { verdict, read, why } = judged!, tally = kinds.get(sign.kind) ?? { reads: 0, differs: 0, unsure: 0 }
  kinds.set(sign.kind, { ...tally, [verdict]: tally[verdict] + 1 })
  const fault = isRight(sign) ? verdict === 'differs' : verdict === 'reads'
  if (!fault && !(sign.kind === 'right' && verdict === 'unsure')) continue
  console.log(`${fault ? (isRight(sign) ? 'false alarm' : 'FALSE PASS ') : 'unsure     '} ${sign.id.padEnd(7)} ${sign.kind.padEnd(14)} "${sign.drawn}" for "${sign.expected}", ${sign.font} ${sign.sizePx} px, ${sign.degrees}°, on ${sign.ground}: "${read}"${why ? `, ${why}` : ''}`)
  if (!out) continue
  await mkdir(out, { recursive: true })
  await writeFile(join(out, `${sign.id}.png`), await canvasOfPixels(sign.pixels).encode('png'))
}

const sum = (pick: (kind: string) => boolean, verdict?: 'reads' | 'differs' | 'unsure'): number => [...kinds].filter(([kind]) => pick(kind)).reduce((total, [, tally]) => total + (verdict ? tally[verdict] : tally.reads + tally.differs + tally.unsure), 0)
const right = (kind: string): boolean => kind === 'right' || kind === 'accents', wrong = (kind: string): boolean => !right(kind), plain = (kind: string): boolean => kind === 'right'
const sorted = [...times].sort((a, b) => a - b)
const row = {
  signs: count, right: sum(right), wrong: sum(wrong),
  falsePass: sum(wrong, 'reads'), falseAlarm: sum(right, 'differs'), unsure: sum(() => true, 'unsure'),
  falsePassShare: sum(wrong, 'reads') / Math.max(1, sum(wrong)), readRightShare: sum(plain, 'reads') / Math.max(1, sum(plain)),
  msPerCheck: Math.round(sorted[Math.floor(sorted.length / 2)]!), payloadMb: Math.round(models.payloadBytes / 1e5) / 10,
}
console.log(`\n${'drawn'.padEnd(16)}${'signs'.padStart(7)}${'reads'.padStart(7)}${'differs'.padStart(9)}${'unsure'.padStart(8)}`)
for (const [kind, tally] of kinds) console.log(`${kind.padEnd(16)}${String(tally.reads + tally.differs + tally.unsure).padStart(7)}${String(tally.reads).padStart(7)}${String(tally.differs).padStart(9)}${String(tally.unsure).padStart(8)}`)
const faults = [
  row.falsePassShare > targets.falsePass && `false passes ${(row.falsePassShare * 100).toFixed(1)} %, at most ${targets.falsePass * 100} %`,
  row.readRightShare < targets.readRight && `read right ${(row.readRightShare * 100).toFixed(1)} %, at least ${targets.readRight * 100} %`,
].filter((fault) => fault !== false)
console.log(`\nsigns ${row.signs}  falsePass ${row.falsePass}  falseAlarm ${row.falseAlarm}  unsure ${row.unsure}  msPerCheck ${row.msPerCheck}  payloadMb ${row.payloadMb}  read right ${(row.readRightShare * 100).toFixed(1)} %`)
if (json) await writeFile(json, `${JSON.stringify({ rows: [row], kinds: Object.fromEntries(kinds) }, null, 2)}\n`)
if (faults.length > 0) {
  console.error(faults.join('; '))
  process.exitCode = 1
}
