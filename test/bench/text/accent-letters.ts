// node playground/build/run.js test/bench/text/accent-letters.ts --out FILE [--count N --seed N --fonts FOLDER]
// Letters with and without accents, as the window's reader sees them, for train-accents.py: FILE.x holds patches (a byte a cell),
// FILE.m three 16-bit numbers a patch: 1 when it carries an accent, its letter, 1 over a photograph.
import { writeFile } from 'node:fs/promises'
import { cells, inkMapOf, patchOf } from '../../../ui/on-device/reading/ink-map'
import { makeSigns, seeded } from './signs'

const argument = (name: string): string | undefined => process.argv[process.argv.indexOf(`--${name}`) + 1]
const has = (name: string): boolean => process.argv.includes(`--${name}`)
const count = has('count') ? Number(argument('count')) : 12_000, seed = has('seed') ? Number(argument('seed')) : 1, out = argument('out')!

const patches: number[] = [], facts: number[] = [], random = seeded(seed)
for await (const sign of makeSigns({ count: 1e9, seed, photoFolder: 'playground/scenes/photos', fontFolders: has('fonts') ? [argument('fonts')!] : [], forLearning: true })) {
  if (facts.length >= count * 3) break
  for (const { box, letters } of sign.lines) {
    // The detector's boxes are not exact.
    const height = box.height * (1 + random() * 0.4), line = { ...box, height, width: box.width + random() * 0.3 * box.height, angle: box.angle + (random() - 0.5) * 2 }, map = inkMapOf(sign.pixels, line)
    for (const { char, at, width } of letters) {
      const plain = char.normalize('NFD')[0]!
      if (!/[aceinosuyz]/i.test(plain)) continue
      for (const cell of patchOf(map, 0.5 + ((at + (random() + random() - 1) * 0.4 * width - 0.5) * box.width) / line.width)) patches.push(Math.round(cell * 255))
      facts.push(char === plain ? 0 : 1, plain.codePointAt(0)!, sign.ground === 'photo' ? 1 : 0)
    }
  }
}
await writeFile(`${out}.x`, Uint8Array.from(patches))
await writeFile(`${out}.m`, Uint16Array.from(facts))
console.log(`${facts.length / 3} letters of ${cells} x ${cells} cells`)
