import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { finishEdit } from '../../../../ui/pixels/in-place/finish-edit'
import { caseNames, readCase } from '../../../bench/in-place/cases'
import { score } from '../../../bench/in-place/measure'
import { caseFaults, groupOf, rowOf, targets, type Row } from '../../../bench/in-place/targets'

const folder = 'test/fixtures/inpaint', names = await caseNames(folder)
const reference = JSON.parse(await readFile(`${folder}/baseline.json`, 'utf8')) as Row[]

/** Each case against the reference method; the means of all 47 are `npm run bench:inpaint`. */
describe('in-place edits of the fixed cases', { timeout: 60_000 }, () => {
  it.each(names)('%s', async (id) => {
    const one = await readCase(folder, id), group = groupOf(id, one.distortion)
    const { result, report } = finishEdit(one.original, one.mask, one.plan, one.answer)
    expect([report.reframed, report.changedOutside]).toEqual([one.refuse, 0])
    if (one.refuse) {
      expect(Buffer.from(result.data.buffer).equals(Buffer.from(one.original.data.buffer))).toBe(true)
      return
    }
    const own = rowOf(id, 'inlay', group, score(one, result, report.alignment.map), null)
    const of = (method: string): Row | undefined => reference.find((row) => row.case === id && row.method === method)
    expect(own.outside).toBe(0)
    expect([...caseFaults(own, of('prototype-scaled'), 1.05, 0.5), ...caseFaults(own, of('feather24'), 1, 0)]).toEqual([])
    expect(own.alignPx ?? 0).toBeLessThanOrEqual(targets[group]?.alignPx ?? 0.06)
  })
})
