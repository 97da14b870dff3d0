// Promises that every template keeps, and the elements that each of the five of the article must have.
import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ratioPresetById } from '../../ui/models/ratios'
import { drawDemo } from '../../ui/providers/demo-draw'
import { quotedWords } from '../../ui/prompts/quoted-words'
import { fillTemplate, ownValue } from '../../ui/templates/fill-template'
import { templateById, templates, wordTemplates } from '../../ui/templates'
import { parseTemplates, storedTemplates, templateFromValues } from '../../ui/templates/own-templates'
import { slotValuesFrom } from '../../ui/templates/slots-from-selection'
import { maxSlotLength } from '../../ui/templates/template'
import { layerOf, snapshotOf } from '../support/builders'
import { nodeDemoCanvas } from '../unit/providers/demo-node-canvas'

const helpers = ['index', 'template', 'lettering', 'fill-template', 'slots-from-selection', 'own-templates']
const mostCharacters = 4000

it('registers every file of the folder', () => {
  const files = readdirSync('ui/templates').map((file) => file.replace('.ts', '')).filter((file) => !helpers.includes(file))
  expect([...files].sort()).toEqual(templates.map(({ id }) => id).sort())
})

describe.each(templates.map((template) => [template.label, template] as const))('%s', (_label, template) => {
  const { slots } = template
  const ids = slots.map(({ id }) => id)

  it('uses each of its blanks, and no other', () => {
    const text = template.lines.map((line) => (typeof line === 'string' ? line : `${line.say} ${line.without ?? ''}`)).join(' ') + (template.subject?.keep ?? '')
    expect([...new Set([...text.matchAll(/\{(.*?)\}/g)].map(([, id]) => id))].sort()).toEqual([...ids].sort())
    expect(new Set(ids).size).toBe(ids.length)
    if (template.subject) expect(ids).toContain(template.subject.slot)
  })
  it('leaves no blank empty when nothing is filled in', () => {
    const prompt = fillTemplate(template, {})
    expect(prompt).not.toMatch(/[{}]|undefined|\s\s|\s[,.;]|“”/)
    for (const slot of slots) if (slot.kind !== 'words') expect([slot.id, prompt.toLowerCase().includes(slot.usual.toLowerCase()) || slot.id === 'lettering']).toEqual([slot.id, true])
  })
  it('says what each blank was given', () => {
    const values = Object.fromEntries(slots.map(({ id, kind }) => [id, kind === 'words' ? 'First line\nSecond' : `given ${id}`]))
    const prompt = fillTemplate(template, values).toLowerCase()
    for (const { id, kind } of slots) expect(prompt).toContain(kind === 'words' ? '“first line” and “second”' : `given ${id.toLowerCase()}`)
  })
  it('offers choices that are distinct, short and in reach of its blank', () => {
    for (const slot of slots) {
      expect(slot.kind === 'choice').toBe((slot.choices?.length ?? 0) > 1)
      if (slot.kind === 'choice') expect(slot.choices!.map(({ words }) => words)).toContain(slot.usual)
      expect(new Set(slot.choices?.map(({ label }) => label)).size).toBe(slot.choices?.length ?? 0)
      for (const choice of slot.choices ?? []) expect([choice.label.length <= 16, choice.words.length <= maxSlotLength.choice]).toEqual([true, true])
    }
  })
  it('stays short enough for every model, whatever is put into it', () => {
    const full = Object.fromEntries(slots.map(({ id, kind }) => [id, 'W'.repeat(10_000).slice(0, kind === 'words' ? 9000 : 10_000)]))
    expect(fillTemplate(template, full, { labelWords: Array.from({ length: 40 }, () => 'L'.repeat(900)) }).length).toBeLessThan(mostCharacters)
    expect(fillTemplate(template, {}).length).toBeLessThan(900)
  })
  it('survives hostile words', () => {
    const hostile = '</script><img src=x onerror=alert(1)>\u202e{words}{person}\u0000 https://evil.example/v1'
    const prompt = fillTemplate(template, Object.fromEntries(ids.map((id) => [id, hostile])))
    expect(prompt).not.toMatch(/[\u0000\u202e]/)
    for (const slot of slots) if (slot.kind !== 'words') expect(ownValue(slot, { [slot.id]: hostile })).not.toMatch(/[{}]/)
  })
  it('has a ratio that the window offers', () => expect(template.ratio === undefined || (ratioPresetById(template.ratio)?.ratio ?? 0) > 0).toBe(true))
  it('draws its card', () => {
    const { context } = nodeDemoCanvas.create(96, 64)
    drawDemo(context, { widthPx: 96, heightPx: 64, prompt: template.preview, seed: 1, index: 0, transparent: false, tag: false })
    const pixels = context.getImageData(0, 0, 96, 64).data, shades = new Set<number>()
    for (let i = 0; i < pixels.length; i += 4) shades.add((pixels[i]! >> 4) * 256 + (pixels[i + 1]! >> 4) * 16 + (pixels[i + 2]! >> 4))
    expect(shades.size).toBeGreaterThan(8)
  })
  it('becomes an own template that says the same', () => {
    const own = templateFromValues('own-1', 'Mine', template, {})
    expect(own && fillTemplate(own, {})).toBe(fillTemplate(template, {}))
    expect(own && parseTemplates(JSON.stringify(storedTemplates([own])))).toEqual([own])
  })
})

describe('the five of the article', () => {
  it.each([
    ['portrait', ['person', 'setting', 'light', 'side'], ['close-up', '85 mm', 'wide aperture', 'background softly blurred', 'skin texture', 'hair', 'film grain', 'photorealistic']],
    ['product-shot', ['product', 'surface', 'angle', 'background'], ['professional product photograph', 'soft diffuse studio light', 'even shadows', '50 mm', 'commercial', 'high detail']],
    ['landscape', ['place', 'time', 'light'], ['wide-angle', 'volumetric light', '24 mm', 'f/8', 'deep focus', 'natural colour', 'no added saturation', 'photorealistic']],
    ['interior', ['room', 'features', 'window', 'warmth'], ['natural light', '35 mm wide', 'architectural photography', 'wood and fabric', 'clean, calm composition']],
    ['image-with-text', ['object', 'words', 'lettering', 'setting', 'light'], ['photorealistic', 'high detail', 'sharp typography']],
  ])('%s has its blanks and its elements', (id, slotIds, elements) => {
    const template = templateById(id)!
    expect(template.slots.map((slot) => slot.id)).toEqual(slotIds)
    const prompt = fillTemplate(template, { words: 'OPEN LATE' }).toLowerCase()
    for (const element of elements) expect(prompt).toContain(element)
  })
  it.each([
    ['portrait', 'side', ['left', 'right']], ['product-shot', 'angle', ['overhead', 'side', '45 degrees']], ['product-shot', 'background', ['white', 'dark', 'marble']],
    ['landscape', 'light', ['golden hour', 'morning', 'blue hour']], ['interior', 'warmth', ['warm', 'cool']],
    ['image-with-text', 'object', ['shop window', 'product label', 'billboard']], ['image-with-text', 'lettering', ['clean sans serif', 'handwritten script', 'bold display']],
  ])('%s: %s has every value', (id, slotId, values) => {
    const { choices = [] } = templateById(id)!.slots.find((slot) => slot.id === slotId)!
    for (const value of values) expect(choices.some(({ words }) => words.includes(value))).toBe(true)
  })
})

it('has the twelve further ones by name', () => {
  const named = ['Hero for a landing page', 'App store backdrop', 'Social post', 'Ad concept', 'Packaging label', 'Storefront sign', 'Billboard', 'Poster', 'T-shirt', 'Business card', 'Book cover', 'Menu']
  for (const label of named) expect(templates.map((template) => template.label)).toContain(label)
  expect(templates).toHaveLength(17)
})

describe('exact words', () => {
  it.each(wordTemplates.map((template) => [template.label, template] as const))('%s quotes each line as written, and draws none without words', (_label, template) => {
    const prompt = fillTemplate(template, { words: 'OPEN LATE\n\n 28  November ' })
    expect(quotedWords(prompt)).toEqual(['OPEN LATE', '28 November'])
    expect(prompt).toContain('one below the other')
    expect(quotedWords(fillTemplate(template, { words: 'Café “Nº 5”' }))).toHaveLength(1)
    expect(quotedWords(fillTemplate(template, {}))).toEqual([])
    expect(fillTemplate(template, {})).toContain('nothing is written')
  })
})

describe('the selection', () => {
  const product = layerOf('Mug', { role: 'source', texts: ['ALBA', 'Roasted'], type: 'GROUP' })
  const target = layerOf('Kitchen', { texts: ['Open house', '28 November'], section: 'Autumn market' })
  const sources = { snapshot: snapshotOf([product, target]), references: [{ name: 'Mug', role: 'subject' as const, nodeId: product.id }], colours: ['Night #101C3A', 'Clay #C7421C'] }

  it('fills blanks from names, texts, section and colours', () => {
    expect(slotValuesFrom(templateById('interior')!, sources)).toEqual({ room: 'Kitchen' })
    expect(slotValuesFrom(templateById('storefront-sign')!, sources)).toEqual({ words: 'Open house\n28 November', shop: 'Kitchen' })
    expect(slotValuesFrom(templateById('poster')!, sources)).toEqual({ motif: '@Mug', words: 'Open house\n28 November', colours: 'Night #101C3A, Clay #C7421C' })
    expect(slotValuesFrom(templateById('menu')!, sources)).toEqual({ words: 'Open house\n28 November', place: 'Autumn market' })
    expect(slotValuesFrom(templateById('hero')!, sources)).toMatchObject({ headline: 'Open house' })
  })
  it('takes no name that nobody chose', () => {
    for (const name of ['Frame 12', 'Rectangle 3', 'image', 'Card 4', 'Section 1']) expect(slotValuesFrom(templateById('landscape')!, { ...sources, snapshot: snapshotOf([layerOf(name, { section: name })]) })).toEqual({})
  })
  it('keeps the product and its own words', () => {
    const template = templateById('product-shot')!
    const prompt = fillTemplate(template, slotValuesFrom(template, sources), { labelWords: ['ALBA', 'Roasted'] })
    expect(prompt).toContain('photograph of @Mug standing on')
    expect(prompt).toContain('Use @Mug itself: keep its shape, proportions, colours, material and label exactly as they are.')
    expect(prompt).toMatch(/contact shadow.*reflection/)
    expect(prompt).toContain('The words on it stay “ALBA” and “Roasted”, letter for letter.')
    expect(fillTemplate(template, { product: 'a red kettle' })).not.toContain('itself')
  })
})
