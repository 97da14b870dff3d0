// node playground/build/run.js test/bench/in-place-cases.ts [--cases DIR] [--only TEXT] [--json FILE]
// Scores our in-place edit on fixed cases beside the best method of their baseline.json. INPAINT_CASES names another folder.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { finishEdit } from '../../ui/pixels/in-place/finish-edit'
import { caseNames, readCase } from './in-place/cases'
import { score, type Score } from './in-place/measure'

const argument = (name: string): string | undefined => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? undefined : process.argv[at + 1]
}
const folder = argument('cases') ?? process.env.INPAINT_CASES ?? 'test/fixtures/inpaint'
const only = argument('only') ?? ''

type Row = { case: string; method: string; refused: boolean } & { [K in keyof Score]: number | null }
const baseline: Row[] = JSON.parse(await readFile(join(folder, 'baseline.json'), 'utf8').catch(() => '[]'))
const rows: (Row & { fallback: string; ms: number; group: string })[] = []
const columns = ['seam', 'step', 'deltaE', 'alignPx', 'psnr'] as const
const show = (value: number | null | undefined, digits = 3): string => (value == null ? '-' : value.toFixed(digits)).padStart(7)
const faults: string[] = []

for (const id of (await caseNames(folder)).filter((name) => new RegExp(only).test(name))) {
  const one = await readCase(folder, id)
  const start = performance.now()
  const { result, report } = finishEdit(one.original, one.mask, one.plan, one.answer)
  const ms = performance.now() - start
  const measured = report.reframed ? null : score(one, result, report.alignment.map)
  const group = /flat|soft/.test(id) ? 'flat, soft' : id.includes('tight') ? 'tight' : one.distortion
  const fallback = report.reframed ? 'refused' : report.alignment.kind + (report.alignment.flow ? '+flow' : '')
  rows.push({ case: id, method: 'inlay', refused: report.reframed, fallback, ms, group, outside: measured?.outside ?? 0, seam: measured?.seam ?? null, step: measured?.step ?? null, deltaE: measured?.deltaE ?? null, alignPx: measured?.alignPx ?? null, psnr: measured?.psnr ?? null })
  if (report.reframed !== one.refuse) faults.push(`${id}: ${one.refuse ? 'should be refused' : 'should not be refused'}`)
  if (report.changedOutside > 0 || (measured && measured.outside > 0)) faults.push(`${id}: pixels outside changed`)
  const of = (method: string): Row | undefined => baseline.find((row) => row.case === id && row.method === method)
  const limit = of('prototype-scaled'), feather = /identity|flat/.test(id) ? of('feather24') : undefined
  if (measured) {
    for (const key of ['seam', 'step', 'deltaE'] as const) {
      if (limit?.[key] != null && measured[key] > 1.05 * limit[key]! + 0.0005) faults.push(`${id}: ${key} ${measured[key].toFixed(3)} over ${limit[key]}`)
      if (feather?.[key] != null && measured[key] > feather[key]! + 0.0005) faults.push(`${id}: ${key} ${measured[key].toFixed(3)} over feather24's ${feather[key]}`)
    }
    for (const other of [limit?.psnr != null ? limit.psnr - 0.5 : null, feather?.psnr]) if (other != null && measured.psnr < other) faults.push(`${id}: psnr ${measured.psnr.toFixed(2)} under ${other.toFixed(2)}`)
  }
  const best = of('prototype-scaled-keep')
  console.log(id.padEnd(26), fallback.padEnd(16), columns.map((key) => `${show(measured?.[key], key === 'psnr' ? 2 : 3)}${show(best?.[key], key === 'psnr' ? 2 : 3)}`).join(' |'), ms.toFixed(0).padStart(6), 'ms', report.tone.map((curve) => curve.kind[0]).join(''), `seam ${show(report.seam, 2)}`)
}

const mean = (values: (number | null)[]): number | null => {
  const known = values.filter((value) => value != null)
  return known.length ? known.reduce((a, b) => a + b, 0) / known.length : null
}
const median = (values: (number | null)[]): number | null => values.filter((value) => value != null).sort((a, b) => a - b).at(Math.floor(values.length / 2)) ?? null
console.log(`\n${'group'.padEnd(26)} cases  ${columns.map((name) => `${name} ours/best`.padEnd(16)).join('')}`)
for (const group of ['all', 'aniso', 'local', 'identity', 'tight', 'flat, soft', 'reframe']) {
  const ours = rows.filter((row) => row.group === group && !row.refused)
  const theirs = baseline.filter((row) => row.method === 'prototype-scaled-keep' && ours.some((own) => own.case === row.case))
  if (ours.length) console.log(group.padEnd(26), String(ours.length).padEnd(6), columns.map((key) => `${show(mean(ours.map((row) => row[key])))}${show(mean(theirs.map((row) => row[key])))}`).join(' |'))
}
const edits = rows.filter((row) => !row.refused)
const bests = baseline.filter((row) => row.method === 'prototype-scaled-keep' && edits.some((own) => own.case === row.case))
console.log('median of all'.padEnd(26), String(edits.length).padEnd(6), columns.map((key) => `${show(median(edits.map((row) => row[key])))}${show(median(bests.map((row) => row[key])))}`).join(' |'))
console.log(faults.length ? `\n${faults.length} limits missed:\n${faults.join('\n')}` : '\nevery limit is met')
const file = argument('json')
if (file) await writeFile(file, `${JSON.stringify(rows, null, 1)}\n`)
