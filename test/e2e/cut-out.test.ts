// Six composed pictures cut out on the device in the real plugin, against their truth; what stays is the original's bytes, the original lies hidden under it.
import { mkdirSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { decodePicture, encodePng } from '../../ui/pixels/codec'
import { composedPictures } from '../bench/finish/composed'
import { cutError, thresholdCut } from '../bench/finish/measure'
import { results, useScenarios, type NodeDump, type Played } from '../support/scenario'

const { play } = useScenarios('cut out')
const pictures = composedPictures(480), folder = resolve(results, 'cut out', 'pictures')
const layerOf = (index: number): string => `Picture ${index + 1}`
const rectangle = (name: string, image: string, index: number) => ({ type: 'RECTANGLE', name, x: (index % 3) * 500, y: Math.floor(index / 3) * 400, width: 480, height: 360, fills: [{ type: 'IMAGE', scaleMode: 'FILL', image }] })
const idle = { await: 'idle' }, finish = { ui: 'choose', name: 'Tool', value: 'Finish' }

type Fill = { imageHash: string; visible?: boolean }
const fillsOf = (played: Played, name: string, root?: NodeDump): Fill[] => (played.node(name, root)?.fills ?? []) as Fill[]

describe('cut out', () => {
  it('takes plain backgrounds away offline, keeps what stays byte for byte, refuses a busy picture and is corrected by the eraser', { timeout: 240_000 }, async () => {
    mkdirSync(folder, { recursive: true })
    for (const [index, { picture }] of pictures.entries()) writeFileSync(resolve(folder, `${index}.png`), await encodePng(picture))
    const scene = { nodes: [
      { type: 'RECTANGLE', name: 'Floor', x: -20, y: -20, width: 1520, height: 1200, fills: [{ type: 'SOLID', color: { r: 0.55, g: 0.2, b: 0.6 } }] },
      ...pictures.map((_, index) => rectangle(layerOf(index), resolve(folder, `${index}.png`), index)), rectangle('Busy', resolve('playground/scenes/photos/coffee.png'), 6),
    ] }
    const played = await play('six', {
      scene, network: 'off', window: { width: 360, height: 760 }, settings: { recipesTold: true },
      steps: [
        { plugin: 'open' }, { dump: 'before' }, { select: [layerOf(0)] }, idle, finish, idle, { shot: 'form', of: 'window' },
        ...pictures.flatMap((_, index) => [{ select: [layerOf(index)] }, idle, finish, idle, { ui: 'click', name: `Cut out ${layerOf(index)}` }, idle]), { shot: 'cut', of: 'canvas' }, { dump: 'cut' },
        { ui: 'click', name: 'Results' }, idle, { shot: 'results', of: 'window' }, { ui: 'click', name: 'Create' },
        { select: ['Busy'] }, idle, finish, idle, { shot: 'refused', of: 'window' }, { ui: 'click', action: 'run' }, idle, { dump: 'refused' },
        { select: [layerOf(0)] }, idle, finish, idle, { ui: 'click', name: 'Eraser' }, { ui: 'paint', name: 'Mask preview', size: 60, points: [[0.4, 0.5], [0.45, 0.5]] }, idle, { shot: 'corrected', of: 'window' }, { ui: 'click', name: `Cut out ${layerOf(0)}` }, idle,
        { host: 'undo' }, idle, { dump: 'undone' },
      ],
    })
    expect(played.report.failed).toBeNull()
    expect(played.requests).toEqual([])
    const before = played.dump('before').document, cut = played.dump('cut').document
    for (const [index, composed] of pictures.entries()) {
      const name = layerOf(index), [original, made, ...more] = fillsOf(played, name, cut)
      expect([original, more]).toEqual([{ ...fillsOf(played, name, before)[0], visible: false }, []])
      const file = played.files('images').find((one) => one.startsWith(made!.imageHash))!
      const pixels = await decodePicture(new Uint8Array(played.bytes(`images/${file}`)), 'image/png'), own = cutError(pixels, composed), naive = cutError(thresholdCut(composed.picture), composed)
      expect(own.softAlpha, `${composed.name}: alpha`).toBeLessThan(naive.softAlpha / 2)
      expect(own.spill, `${composed.name}: spill`).toBeLessThan(naive.spill * 0.6)
      let moved = 0
      for (let i = 0; i < pixels.data.length; i += 4) if (pixels.data[i + 3] === 255) moved += [0, 1, 2].some((c) => pixels.data[i + c] !== composed.picture.data[i + c]) ? 1 : 0
      expect([moved, pixels.data[3]], `${composed.name}: what stays, the corner`).toEqual([0, 0])
    }
    expect(fillsOf(played, 'Busy', played.dump('refused').document)).toEqual(fillsOf(played, 'Busy', before))
    expect(fillsOf(played, layerOf(0)).length).toBeGreaterThan(0)
    expect(fillsOf(played, layerOf(0), played.dump('undone').document)).toEqual(fillsOf(played, layerOf(0), cut))
    expect(played.jobs.map(({ tool, state, actualUsd, changedOutside }) => [tool, state, actualUsd, changedOutside])).toEqual(Array.from({ length: 7 }, () => ['cut-out', 'done', 0, 0]))
  })
})
