import { describe, expect, it } from 'vitest'
import { finishEdit } from '../../../../ui/pixels/in-place/finish-edit'
import { readCase } from '../../../bench/in-place/cases'
import { score } from '../../../bench/in-place/measure'

const folder = 'test/fixtures/inpaint'

/** Limits: what issue 5 asks for each kind; the whole table is test/bench/inpaint.ts. */
describe('in-place edits of the fixed cases', { timeout: 30_000 }, () => {
  it.each([
    ['chelsea-blob-local', { seam: 0.147, step: 0.1, deltaE: 0.33, alignPx: 0.55, psnr: 30 }],
    ['chelsea-tight-all', { seam: 0.16, step: 0.8, deltaE: 2.1, alignPx: 0.05, psnr: 36 }],
    ['flat-ellipse-tone', { seam: 0.05, step: 0.02, deltaE: 0.1, alignPx: 0, psnr: 40 }],
  ])('%s', async (id, limit) => {
    const one = await readCase(folder, id)
    const { result, report } = finishEdit(one.original, one.mask, one.plan, one.answer)
    const found = score(one, result, report.alignment.map)
    expect(found.outside).toBe(0)
    expect(report.changedOutside).toBe(0)
    for (const key of ['seam', 'step', 'deltaE'] as const) expect(found[key], key).toBeLessThanOrEqual(limit[key])
    expect(found.alignPx ?? 0).toBeLessThanOrEqual(limit.alignPx)
    expect(found.psnr).toBeGreaterThanOrEqual(limit.psnr)
  })
  it('chelsea-blob-reframe is refused', async () => {
    const one = await readCase(folder, 'chelsea-blob-reframe')
    const { result, report } = finishEdit(one.original, one.mask, one.plan, one.answer)
    expect(report.reframed).toBe(true)
    expect(result.data).toEqual(one.original.data)
  })
})
