// Models of fal through the whole plugin, against the local server shaped like fal's queue.
import { resolve } from 'node:path'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { describe, expect, it } from 'vitest'
import { useScenarios, type Played } from '../support/scenario'

const { play } = useScenarios('fal')
const photo = resolve('playground/scenes/photos/coffee.png')
const keys = { openai: { key: 'sk-test' }, fal: { key: 'fal-id-1234:test' } }

type Rgba = { width: number; data: Uint8ClampedArray }
async function rgbaOf(picture: string | Buffer): Promise<Rgba> {
  const image = await loadImage(picture), canvas = createCanvas(image.width, image.height), context = canvas.getContext('2d')
  context.drawImage(image, 0, 0)
  return { width: image.width, data: context.getImageData(0, 0, image.width, image.height).data }
}
const imagePaints = (played: Played, name: string) => (played.node(name)?.fills ?? []).filter((paint) => paint['type'] === 'IMAGE') as { imageHash: string; visible?: boolean }[]
async function shown(played: Played, name: string): Promise<Rgba> {
  const hash = imagePaints(played, name).find(({ visible }) => visible !== false)!.imageHash
  return rgbaOf(played.bytes(`images/${played.files('images').find((file) => file.startsWith(hash))}`))
}
/** px that differ outside an ellipse in the middle, and inside it. */
function differences(a: Rgba, b: Rgba): { outside: number; inside: number } {
  const count = { outside: 0, inside: 0 }
  for (let i = 0; i < a.data.length; i += 4) {
    const x = (i / 4) % a.width, y = Math.floor(i / 4 / a.width)
    const same = a.data[i] === b.data[i] && a.data[i + 1] === b.data[i + 1] && a.data[i + 2] === b.data[i + 2] && a.data[i + 3] === b.data[i + 3]
    if (!same) count[Math.hypot((x - 280) / 140, (y - 150) / 130) > 1 ? 'outside' : 'inside'] += 1
  }
  return count
}

/** The photo, px for unit, with an ellipse over the cup, once for each model. */
const scene = (names: readonly string[]) => ({
  nodes: names.map((name, index) => ({
    type: 'FRAME', id: `1:${index}0`, name: `${name} frame`, x: index * 700, y: 0, width: 640, height: 480, fills: [], children: [
      { type: 'RECTANGLE', id: `1:${index}1`, name: `${name} photo`, x: 0, y: 0, width: 600, height: 400, fills: [{ type: 'IMAGE', image: photo, scaleMode: 'FILL' }] },
      { type: 'ELLIPSE', id: `1:${index}2`, name: `${name} mask`, x: 200, y: 80, width: 160, height: 140, fills: [{ type: 'SOLID', color: { r: 0.5, g: 0.2, b: 0.9 } }] },
    ],
  })),
})

describe('the same edit by three models', () => {
  it('lands in three frames, and no pixel outside a mask changes, whether the model takes a mask or words or nothing', async () => {
    const models = ['GPT Image 2', 'Flux Kontext Fast', 'Flux Redux Dev']
    const played = await play('three-models', {
      scene: scene(models), providers: keys, clock: 'virtual',
      steps: models.flatMap((model) => [
        { select: [`${model} photo`, `${model} mask`] }, { ui: 'choose', name: 'Model', value: model }, { ui: 'choose', name: 'Intent', value: 'Replace' },
        { ui: 'fill', name: 'Prompt', value: 'a blue cup' }, ...(model === 'Flux Redux Dev' ? [{ shot: 'redux', of: 'window' }] : []), { ui: 'click', action: 'run' }, { await: 'idle' },
      ]),
    })
    expect([played.report.failed, played.jobs.map(({ state }) => state)]).toEqual([null, ['done', 'done', 'done']])
    const before = await rgbaOf(photo)
    for (const [index, model] of models.entries()) {
      const { outside, inside } = differences(before, await shown(played, `${model} photo`))
      expect([model, outside, played.jobs[index]!.changedOutside, inside > 500]).toEqual([model, 0, 0, true])
    }
    const posted = played.requests.filter(({ method, path }) => method === 'POST' && !path.includes('/storage/')).map(({ path, fields }) => [path, 'prompt' in fields])
    expect(posted).toEqual([['/v1/images/edits', true], ['/fal/fal-ai/flux-kontext/dev', true], ['/fal/fal-ai/flux-1/dev/redux', false]])
    expect(played.text('requests.jsonl') + played.text('messages.jsonl') + played.text('console.jsonl')).not.toContain('fal-id-1234')
  })
})

describe('a service that does not answer', () => {
  it('another one is offered with its price, and one click makes the picture there', async () => {
    const played = await play('other-service', {
      scene: { nodes: [{ type: 'FRAME', id: '1:1', name: 'Hero', x: 0, y: 0, width: 640, height: 480, fills: [] }] }, providers: keys, clock: 'virtual', server: [{ when: { path: '/v1/images/generations' }, do: { status: 503 } }],
      steps: [
        { select: ['Hero'] }, { ui: 'fill', name: 'Prompt', value: 'a red chair' }, { ui: 'click', action: 'run' }, { await: 'idle' }, { shot: 'offered', of: 'window' },
        { ui: 'click', name: 'Use FLUX.2 Fast' }, { await: 'idle' },
      ],
    })
    expect([played.report.failed, played.jobs.map(({ state, model }) => [state, model]), imagePaints(played, 'Hero').length]).toEqual([null, [['failed', 'gpt-image-2'], ['done', 'fal-ai/flux-2/turbo']], 1])
    expect(played.jobs[1]!.actualUsd).toBeCloseTo(0.0085, 3)
  })
})

describe('the queue', () => {
  it('shows the place, and Cancel reaches fal', async () => {
    const played = await play('cancel', {
      scene: { nodes: [{ type: 'FRAME', id: '1:1', name: 'Hero', x: 0, y: 0, width: 640, height: 480, fills: [] }] }, providers: { fal: keys.fal }, server: [{ do: { queue: 100_000 } }],
      steps: [
        { select: ['Hero'] }, { ui: 'fill', name: 'Prompt', value: 'a red chair' }, { ui: 'click', action: 'run' }, { await: { text: 'before it' } }, { shot: 'waiting', of: 'window' },
        { ui: 'click', action: 'cancel' }, { await: 'idle' },
      ],
    })
    expect([played.report.failed, played.jobs[0]!.state, imagePaints(played, 'Hero')]).toEqual([null, 'cancelled', []])
    expect(played.requests.filter(({ path }) => path.endsWith('/cancel'))).toMatchObject([{ method: 'PUT', status: 202, auth: 'present' }])
  })
})
