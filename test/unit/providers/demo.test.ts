import { describe, expect, it } from 'vitest'
import { isAbort } from '../../../src/shared/channel'
import type { ImageInput, ImageRequest } from '../../../ui/jobs/request'
import { checkRequest } from '../../../ui/models/check-request'
import { demoCards } from '../../../ui/models/demo'
import { createDemoProvider } from '../../../ui/providers/demo'
import type { DemoOptions } from '../../../ui/providers/demo'
import type { DrawContext } from '../../../ui/providers/demo-draw'
import { timerWait } from '../../../ui/providers/demo-pace'
import type { ProviderAnswer, ProviderProgress } from '../../../ui/providers/provider'
import { nodeDemoCanvas, pixelsOf } from './demo-node-canvas'

const card = demoCards[0]!

const requestOf = (changes: Partial<ImageRequest> = {}): ImageRequest => ({
  toolId: 'generate', modelId: 'demo', prompt: 'espresso on oak', source: null, mask: null, references: [], extent: { widthPx: 160, heightPx: 120 },
  count: 1, quality: 'standard', background: 'auto', format: 'png', partialImages: 0, moderation: 'auto', seed: 5, ...changes,
})

type Ran = { answer: ProviderAnswer; progress: ProviderProgress[]; waited: number[] }

async function run(changes: Partial<ImageRequest> = {}, options: Partial<DemoOptions> = {}, controller = new AbortController(), hear?: (progress: ProviderProgress) => void): Promise<Ran> {
  const progress: ProviderProgress[] = [], waited: number[] = []
  let time = 0
  const wait = async (ms: number): Promise<void> => {
    waited.push(ms)
    time += ms
  }
  const provider = createDemoProvider({ canvas: nodeDemoCanvas, wait, random: () => 0.5, now: () => time, ...options })
  const answer = await provider.submit(requestOf(changes), {
    key: null, baseURL: '', signal: controller.signal, card,
    onProgress(step) {
      progress.push(step)
      hear?.(step)
    },
  })
  return { answer, progress, waited }
}

async function picture(widthPx: number, heightPx: number, draw: (context: DrawContext) => void): Promise<ImageInput> {
  const surface = nodeDemoCanvas.create(widthPx, heightPx)
  draw(surface.context)
  return { ...(await surface.encode('image/png', 1)), widthPx, heightPx, name: 'picture' }
}
const stripes = (colours: readonly string[]) => (context: DrawContext): void => colours.forEach((colour, i) => {
  context.fillStyle = colour
  context.fillRect(0, i * 30, 160, 30)
})

describe('the Demo model', () => {
  it.each([['png', 'image/png', [0x89, 0x50]], ['jpeg', 'image/jpeg', [0xff, 0xd8]], ['webp', 'image/webp', [0x52, 0x49]]] as const)('writes %s of the exact extent', async (format, mime, magic) => {
    const { answer } = await run({ format, extent: { widthPx: 161, heightPx: 97 } })
    const result = answer.results[0]!
    expect([result.mime, result.widthPx, result.heightPx, [...result.bytes.slice(0, 2)]]).toEqual([mime, 161, 97, magic])
    expect(await pixelsOf(result.bytes)).toMatchObject({ widthPx: 161, heightPx: 97 })
  })

  it('enlarges what is too large to draw at once, to the exact extent', async () => {
    const { answer } = await run({ extent: { widthPx: 2001, heightPx: 1203 }, format: 'jpeg' })
    expect(await pixelsOf(answer.results[0]!.bytes)).toMatchObject({ widthPx: 2001, heightPx: 1203 })
  })

  it('answers the same for the same seed, and otherwise differs by job and by picture', async () => {
    const bytes = async (changes: Partial<ImageRequest>, random = 0.5): Promise<Uint8Array[]> => (await run(changes, { random: () => random })).answer.results.map((result) => result.bytes)
    expect(await bytes({ seed: 5 }, 0.1)).toEqual(await bytes({ seed: 5 }, 0.9))
    const [first, second] = await bytes({ count: 2 })
    expect(first).not.toEqual(second)
    expect(await bytes({ seed: null }, 0.1)).not.toEqual(await bytes({ seed: null }, 0.9))
  })

  it('says that it sent, shows partial pictures in order, and takes about 1.2 s a picture', async () => {
    const { progress, waited } = await run({ partialImages: 3 })
    expect(progress.map((step) => (step.kind === 'partial' ? step.index : step.kind))).toEqual(['sent', 0, 1, 2])
    for (const step of progress) if (step.kind === 'partial') expect([...step.bytes.slice(0, 2)]).toEqual([0xff, 0xd8])
    expect(waited.reduce((sum, ms) => sum + ms, 0)).toBeCloseTo(1200)
    const four = await run({ count: 4 })
    expect(four.answer.results).toHaveLength(4)
    expect(four.waited.reduce((sum, ms) => sum + ms, 0)).toBeCloseTo(4800)
  })

  it.each([['before it starts', null], ['once sent', 'sent'], ['at a partial picture', 'partial']])('stops when cancelled %s', async (_, at) => {
    const controller = new AbortController(), heard: string[] = []
    if (at === null) controller.abort()
    const failure = await run({ partialImages: 3 }, {}, controller, (step) => {
      heard.push(step.kind)
      if (step.kind === at) controller.abort()
    }).then(() => null, (error: unknown) => error)
    expect(isAbort(failure)).toBe(true)
    expect(heard).toEqual(at === null ? [] : at === 'sent' ? ['sent'] : ['sent', 'partial'])
  })

  it('does not wait out its delay when cancelled', async () => {
    const controller = new AbortController()
    const waiting = timerWait(1e9, controller.signal)
    controller.abort()
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' })
    await expect(timerWait(0, controller.signal)).rejects.toMatchObject({ name: 'AbortError' })
  })

  it('draws on nothing when asked for a transparent background', async () => {
    const { rgba } = await pixelsOf((await run({ background: 'transparent' })).answer.results[0]!.bytes)
    expect(rgba[3]).toBe(0)
    expect(rgba.some((value, i) => i % 4 === 3 && value === 255)).toBe(true)
  })

  it('takes what its card allows', () => {
    expect(() => checkRequest(requestOf({ count: 10, background: 'transparent', seed: 3 }), card)).not.toThrow()
  })
})

describe('the Demo model edits', () => {
  it.each(['a cat', 'remove the cup', 'misty hills'])('only what the mask covers: %s', async (prompt) => {
    const source = await picture(160, 120, stripes(['#336699', '#cc8844', '#226644', '#eeeecc']))
    const mask = await picture(160, 120, (context) => {
      context.beginPath()
      context.ellipse(80, 60, 50, 40, 0, 0, 7)
      context.fill()
    })
    const before = await pixelsOf(source.bytes), open = await pixelsOf(mask.bytes)
    const after = await pixelsOf((await run({ prompt, source, mask })).answer.results[0]!.bytes)
    let changed = 0
    for (let i = 0; i < before.rgba.length; i += 4) {
      const same = [0, 1, 2, 3].every((k) => before.rgba[i + k] === after.rgba[i + k])
      if (open.rgba[i + 3] === 0) expect(same).toBe(true)
      else if (!same) changed += 1
    }
    expect(changed).toBeGreaterThan(3000)
  })

  it('leaves the picture alone when the mask is empty', async () => {
    const source = await picture(160, 120, stripes(['#336699', '#cc8844', '#226644', '#eeeecc']))
    const answer = (await run({ source, mask: await picture(160, 120, () => undefined) })).answer
    expect((await pixelsOf(answer.results[0]!.bytes)).rgba).toEqual((await pixelsOf(source.bytes)).rgba)
  })

  it('colours the whole picture anew without a mask', async () => {
    const source = await picture(160, 120, stripes(['#336699', '#cc8844', '#226644', '#eeeecc']))
    const { rgba } = await pixelsOf((await run({ source, prompt: 'black and white' })).answer.results[0]!.bytes)
    const [r = 0, , b = 0] = rgba.slice((10 * 160 + 40) * 4)
    expect(Math.abs(r - b)).toBeLessThan(20)
  })

  it('draws in the colours of the references', async () => {
    const red = await picture(16, 16, stripes(['#d02010']))
    const warmth = (rgba: Uint8ClampedArray): number => rgba.reduce((sum, value, i) => sum + (i % 4 === 0 ? value : i % 4 === 2 ? -value : 0), 0)
    const plain = await pixelsOf((await run({ prompt: 'deep field' })).answer.results[0]!.bytes)
    const tinted = await pixelsOf((await run({ prompt: 'deep field', references: [{ role: 'style', image: red }] })).answer.results[0]!.bytes)
    expect(warmth(tinted.rgba)).toBeGreaterThan(warmth(plain.rgba))
  })

  it('reports a reference that cannot be opened', async () => {
    const image = { bytes: new Uint8Array([1, 2, 3]), mime: 'image/png', widthPx: 1, heightPx: 1, name: 'broken' }
    await expect(run({ references: [{ role: 'style', image }] })).rejects.toThrow()
  })
})
