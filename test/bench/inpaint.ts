// npm run bench:inpaint [-- --json FILE --cases DIR --only TEXT]
// Scores our in-place edit on fixed cases (test/fixtures/inpaint/README.md) beside three plain methods and the cases' own baseline.
// Left out, --cases is ../shared/data/inpaint-cases where it exists (all 47), else the 13 in test/fixtures/inpaint.
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { identity } from '../../src/shared/geometry'
import { finishEdit } from '../../ui/pixels/in-place/finish-edit'
import { baselines } from './in-place/baselines'
import { caseNames, readCase } from './in-place/cases'
import { score } from './in-place/measure'
import { caseFaults, groupOf, groups, isBetter, measures, plainGroups, rowOf, summaryOf, targets, type Measure, type Row } from './in-place/targets'

const argument = (name: string): string | undefined => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? undefined : process.argv[at + 1]
}
const folder = argument('cases') ?? ['../shared/data/inpaint-cases', 'test/fixtures/inpaint'].find((path) => existsSync(path))!
const only = argument('only') ?? ''
const reference: Row[] = JSON.parse(await readFile(join(folder, 'baseline.json'), 'utf8').catch(() => '[]'))
const digits: Readonly<Record<Measure, number>> = { seam: 3, step: 3, deltaE: 3, alignPx: 3, psnr: 2 }
const show = (value: number | null | undefined, measure: Measure): string => (value === null || value === undefined ? '-' : value.toFixed(digits[measure])).padStart(8)
const line = (first: string, second: string, row: Partial<Row>): string => `${first.padEnd(28)}${second.padEnd(19)}${String(row.outside ?? '-').padStart(7)}${measures.map((measure) => show(row[measure], measure)).join('')}`

const rows: Row[] = [], faults: string[] = []
let spent = 0
console.log(`${folder}\n\n${'case'.padEnd(28)}${'method'.padEnd(19)}outside${measures.map((name) => name.padStart(8)).join('')}  fallback`)
for (const id of (await caseNames(folder)).filter((name) => name.includes(only))) {
  const one = await readCase(folder, id), group = groupOf(id, one.distortion)
  const start = performance.now()
  const { result, report } = finishEdit(one.original, one.mask, one.plan, one.answer)
  const ms = performance.now() - start
  spent += ms
  const fallback = report.reframed ? 'refused' : report.alignment.kind === 'affine' ? 'none' : report.alignment.kind
  const own = rowOf(id, 'inlay', group, report.reframed ? null : score(one, result, report.alignment.map), fallback)
  const others = one.refuse ? [] : Object.entries(baselines(one)).map(([method, picture]) => rowOf(id, method, group, score(one, picture, identity), null))
  for (const row of [own, ...others]) {
    rows.push(row)
    console.log(line(row === own ? id : '', row.method, row), row === own ? ` ${fallback}${report.alignment.flow ? ' + flow' : ''}, ${ms.toFixed(0)} ms` : '')
  }
  if (report.reframed !== one.refuse) faults.push(`${id}: ${one.refuse ? 'not refused' : 'refused'}`)
  if (report.changedOutside > 0 || own.outside !== 0) faults.push(`${id}: pixels outside changed`)
  faults.push(...caseFaults(own, reference.find((row) => row.case === id && row.method === 'prototype-scaled'), 1.05, 0.5))
  faults.push(...caseFaults(own, others.find(({ method }) => method === 'feather24'), 1, 0))
}

console.log(`\nMeans, alignPx the worst\n${'group'.padEnd(28)}${'method'.padEnd(19)}${'cases'.padStart(7)}${measures.map((name) => name.padStart(8)).join('')}`)
for (const group of new Set([...groups, ...rows.map((row) => row.group)])) {
  const inGroup = rows.filter((row) => row.group === group && row.fallback !== 'refused')
  const methods = [...new Set(inGroup.map(({ method }) => method))]
  for (const method of methods) {
    const own = inGroup.filter((row) => row.method === method)
    console.log(`${(method === 'inlay' ? group : '').padEnd(28)}${method.padEnd(19)}${String(own.length).padStart(7)}${measures.map((measure) => show(summaryOf(own, measure), measure)).join('')}`)
  }
  const ours = inGroup.filter(({ method }) => method === 'inlay')
  if (ours.length === 0) continue
  const plain = (plainGroups as readonly string[]).includes(group) ? inGroup.filter(({ method }) => method === 'feather24') : []
  const limits = plain.length ? Object.fromEntries((['seam', 'step', 'deltaE', 'psnr'] as const).map((measure) => [measure, summaryOf(plain, measure)!])) : (targets[group] ?? {})
  const verdicts = measures.map((measure) => {
    const value = summaryOf(ours, measure), limit = limits[measure]
    if (value === null || limit === undefined) return '-'.padStart(8)
    if (!isBetter(measure, value, limit)) faults.push(`${group}: ${measure} ${value.toFixed(3)}, target ${limit.toFixed(3)}`)
    return (isBetter(measure, value, limit) ? 'pass' : 'MISSED').padStart(8)
  })
  console.log(`${''.padEnd(28)}${(plain.length ? 'no worse than it' : 'target').padEnd(19)}${''.padStart(7)}${measures.map((measure) => show(limits[measure], measure)).join('')}`)
  console.log(`${''.padEnd(47)}${''.padStart(7)}${verdicts.join('')}`)
}
const ours = rows.filter(({ method }) => method === 'inlay'), refused = ours.filter(({ fallback }) => fallback === 'refused').length
console.log(`\n${ours.length} cases, ${refused} refused, ${(spent / Math.max(1, ours.length)).toFixed(0)} ms each`)
console.log(faults.length ? `${faults.length} limits missed:\n${faults.join('\n')}` : 'every limit is met')
const file = argument('json')
if (file) await writeFile(file, `${JSON.stringify(rows, null, 1)}\n`)
