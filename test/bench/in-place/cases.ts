// Reads folders of the inpaint cases' form (test/fixtures/inpaint/README.md).
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Affine } from '../../../src/shared/geometry'
import { decodePicture } from '../../../ui/pixels/codec'
import type { Pixels } from '../../../ui/pixels/in-place/pixels'
import { kappaOf } from '../../../ui/pixels/in-place/plan-edit'
import type { FinishPlan } from '../../../ui/pixels/in-place/finish-edit'
import { nodeRaster } from '../../support/node-raster'
import type { Scored } from './measure'

export type Case = Scored & { id: string; distortion: string; mask: Uint8Array; answer: Pixels; plan: FinishPlan; refuse: boolean }

export const readPicture = async (path: string): Promise<Pixels> => decodePicture(new Uint8Array(await readFile(path)), '', nodeRaster)

const json = async <T>(path: string): Promise<T> => JSON.parse(await readFile(path, 'utf8')) as T

/** In the order of index.json; without one, every folder with a case.json. */
export async function caseNames(folder: string): Promise<string[]> {
  const index = await json<{ cases: { id: string }[] }>(join(folder, 'index.json')).catch(() => null)
  return index ? index.cases.map(({ id }) => id) : (await readdir(folder)).filter((name) => existsSync(join(folder, name, 'case.json'))).sort()
}

type CaseFile = {
  id: string; distortion: string; expect: string; files: Record<'original' | 'mask' | 'truth' | 'answer' | 'request', string>
  maskBox: { x: number; y: number; w: number; h: number }; supportPx: number; growPx: number; blendPx: number; mapObservable: boolean; map: Affine; cornersRequest: [number, number][]
}
type RequestFile = { crop: { x: number; y: number; w: number; h: number }; request: { width: number; height: number }; scale: number }

export async function readCase(folder: string, id: string): Promise<Case> {
  const path = join(folder, id), facts = await json<CaseFile>(join(path, 'case.json')), sent = await json<RequestFile>(join(path, facts.files.request))
  const [original, truth, grey, answer] = await Promise.all((['original', 'truth', 'mask', 'answer'] as const).map((name) => readPicture(join(path, facts.files[name])))) as [Pixels, Pixels, Pixels, Pixels]
  const mask = Uint8Array.from({ length: grey.width * grey.height }, (_, i) => grey.data[i * 4]!)
  const reachPx = Math.floor(facts.growPx + facts.blendPx), { maskBox: box, supportPx } = facts
  const x = Math.max(0, box.x - reachPx), y = Math.max(0, box.y - reachPx)
  const plan: FinishPlan = {
    crop: { x: sent.crop.x, y: sent.crop.y, width: sent.crop.w, height: sent.crop.h }, request: sent.request, scale: sent.scale, kappa: kappaOf(original), reachPx,
    requestGrowPx: facts.growPx + facts.blendPx / 2, paddedShare: 0,
    support: { x, y, width: Math.min(original.width, box.x + box.w + reachPx) - x, height: Math.min(original.height, box.y + box.h + reachPx) - y },
  }
  return { id, distortion: facts.distortion, refuse: facts.expect === 'refuse', original, truth, mask, answer, plan, supportPx, corners: facts.cornersRequest, map: facts.mapObservable ? facts.map : null }
}
