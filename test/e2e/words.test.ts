// Words that work: templates, references by name, brand kit and series, against the local server.
import { describe, expect, it } from 'vitest'
import { useScenarios, type Played } from '../support/scenario'

const { play } = useScenarios('words')
const key = 'sk-test-4242424242424242424242424242'
const openai = { providers: { openai: { key } }, settings: { showPartials: false } }
const solid = (r: number, g: number, b: number) => [{ type: 'SOLID', color: { r, g, b } }]
const frame = (id: string, name: string, x: number, width: number, height: number, more: object = {}) => ({ type: 'FRAME', id, name, x, y: 0, width, height, fills: solid(1, 1, 1), ...more })
const label = (id: string, characters: string, y: number) => ({ type: 'TEXT', id, name: characters, characters, x: 20, y, width: 120, height: 24, textAutoResize: 'NONE', fontName: { family: 'Inter', style: 'Bold' }, fontSize: 20, fills: solid(0, 0, 0) })
const mug = { type: 'FRAME', id: '2:1', name: 'Alba mug', x: 0, y: 0, width: 160, height: 200, fills: [{ type: 'IMAGE', scaleMode: 'FILL', image: 'scenarios/coffee.png' }], children: [label('2:3', 'ALBA', 60)] }
const idle = { await: 'idle' }
const click = (name: string) => ({ ui: 'click', name })
const model = { ui: 'choose', name: 'Model', value: 'GPT Image 2' }

const expectClean = (played: Played): void => {
  expect(played.report.failed).toBeNull()
  expect(played.console.filter(({ level }) => level === 'unhandled')).toEqual([])
}
const sent = (played: Played, index = 0): string => String(played.requests[index]?.fields['prompt']).replaceAll('\r\n', '\n')
const images = (played: Played, name: string) => (played.node(name)?.fills ?? []).filter((paint) => paint['type'] === 'IMAGE')

describe('a product in a scene', () => {
  it('fills a 1600 x 900 frame with the product as image 1; its label stays', async () => {
    const played = await play('product shot', {
      ...openai, scene: { nodes: [frame('1:1', 'Stage', 300, 1600, 900), mug, frame('1:2', 'Moodboard', 2000, 300, 200, { fills: solid(0.1, 0.2, 0.6) })] },
      steps: [
        { select: ['Alba mug', 'Stage'] }, model, click('Templates'), idle, click('Product shot'), click('Use template'), idle,
        { ui: 'fill', name: 'Surface', value: 'a wet slate slab' }, { ui: 'choose', name: 'Angle', value: 'Overhead' }, { ui: 'read', name: 'Product', as: 'product' }, { ui: 'read', name: 'References', as: 'refs' },
        { shot: 'filled', of: 'window' }, { ui: 'click', action: 'run' }, idle,
      ],
    })
    expectClean(played)
    expect(played.reads['product']).toBe('@Alba mug')
    const [request] = played.requests
    expect(request!.path).toBe('/v1/images/edits')
    const [width, height] = String(request!.fields['size']).split('x').map(Number)
    expect(width! / height!).toBe(1600 / 900)
    expect(request!.files.filter(({ field }) => field.startsWith('image'))).toHaveLength(1)
    expect([request!.files[0]!.width, request!.files[0]!.height]).toEqual([320, 400])
    const prompt = sent(played)
    expect(prompt).toContain('Professional product photograph of image 1 standing on a wet slate slab, seen from directly overhead')
    expect(prompt).toContain('Use image 1 itself: keep its shape, proportions, colours, material and label')
    expect(prompt).toContain('soft contact shadow where it touches a wet slate slab')
    expect(prompt).toContain('The words on it stay “ALBA”, letter for letter.')
    expect(prompt).toContain('Image 1 shows the subject.')
    expect(prompt).not.toContain('mug')
    expect(images(played, 'Stage')).toHaveLength(1)
    expect(images(played, 'Alba mug')).toHaveLength(1)
  })
})

describe('references by name', () => {
  it('are typed, numbered by their place, and exported as they look when the run starts', async () => {
    const played = await play('typed names', {
      ...openai, scene: { nodes: [frame('1:1', 'Hero', 0, 800, 600), frame('1:2', 'Deep field', 900, 300, 200, { fills: solid(0, 0, 0.4) }), frame('1:3', 'Old', 900, 300, 300, { y: 300 })] },
      steps: [
        { select: ['Hero'] }, model, { ui: 'fill', name: 'Prompt', value: 'a quiet harbour in the light of @Deep field, framed like @Old' }, idle,
        { host: 'rename', node: 'Old', name: 'Layout sketch' }, { select: [] }, { await: { text: 'in the middle of your view' } }, { select: ['Hero'] }, idle, { ui: 'read', name: 'Prompt', as: 'prompt' },
        { ui: 'click', name: 'Reference 2, Style, Layout sketch' }, click('Layout'), { host: 'resize', node: 'Deep field', width: 500, height: 250 },
        { ui: 'click', action: 'run' }, idle,
        { host: 'delete', node: 'Deep field' }, { ui: 'click', action: 'run' }, { await: { text: 'Deep field was deleted' } }, { shot: 'deleted', of: 'window' },
      ],
    })
    expectClean(played)
    expect(played.reads['prompt']).toBe('a quiet harbour in the light of @Deep field, framed like @Layout sketch')
    expect(sent(played)).toContain('in the light of image 1, framed like image 2')
    expect(sent(played)).toContain('Image 1 gives the style. Image 2 gives the layout.')
    expect(played.requests[0]!.files.filter(({ field }) => field.startsWith('image')).map(({ width, height }) => `${width}x${height}`)).toEqual(['1000x500', '600x600'])
    expect(played.requests).toHaveLength(1)
  })
})

const variables = [{ id: 'VariableID:1', name: 'colour/night', resolvedType: 'COLOR', value: { r: 0.0627, g: 0.1098, b: 0.2275 } }, { id: 'VariableID:2', name: 'colour/clay', resolvedType: 'COLOR', value: { r: 0.7804, g: 0.2588, b: 0.1098 } }]
const brandScene = { pages: [{ name: 'Brand', id: '0:1', children: [frame('1:1', 'Hero', 0, 800, 600), frame('1:2', 'Moodboard', 900, 300, 200, { fills: solid(0.1, 0.2, 0.6) })] }], variables, styles: [{ id: 'S:1', name: 'Display', type: 'TEXT', fontName: { family: 'Inter', style: 'Bold' }, fontSize: 72 }] }
const kitOf = (played: Played): { text: string } => JSON.parse(played.document.pluginData!['inlay.brand']!) as { text: string }

describe('the brand kit', () => {
  it('says the same for the same file, changes one line for one variable, and goes along behind the words', async () => {
    const steps = [
      { select: ['Hero'] }, model, { ui: 'fill', name: 'Prompt', value: 'a lighthouse' }, click('More options'), { ui: 'check', name: 'Use brand kit', value: true }, idle,
      { ui: 'click', action: 'run' }, idle, { host: 'setVariable', name: 'colour/clay', value: { r: 0, g: 0.5, b: 0 } }, { ui: 'click', action: 'run' }, idle,
      click('Edit brand kit'), { ui: 'fill', name: 'Brand kit text', value: 'Colour night: #101C3A\nAlways morning light' }, idle, { ui: 'read', name: 'Brand kit text', as: 'kit' }, { host: 'reopenDocument' }, { plugin: 'open' },
      { select: ['Hero'] }, idle, { ui: 'click', action: 'run' }, idle,
    ]
    const [played, again] = [await play('brand kit', { ...openai, scene: brandScene, steps }), await play('brand kit, again', { ...openai, scene: brandScene, steps: steps.slice(0, 8) })]
    expectClean(played)
    const paragraph = (prompt: string): string[] => prompt.split('\n\n').find((one) => one.startsWith('Brand'))!.split('\n').slice(1)
    expect(sent(played).startsWith('a lighthouse\n\nBrand, for whatever the words above leave open:')).toBe(true)
    expect(paragraph(sent(played))).toEqual(['Colour night: #101C3A', 'Colour clay: #C7421C', 'Type Display: Inter Bold 72'])
    expect(sent(again)).toBe(sent(played))
    expect(paragraph(sent(played, 1))).toEqual(['Colour night: #101C3A', 'Colour clay: #008000', 'Type Display: Inter Bold 72'])
    expect(paragraph(sent(played, 2))).toEqual(['Colour night: #101C3A', 'Always morning light'])
    for (const request of played.requests) expect(request.files.filter(({ field }) => field.startsWith('image'))).toHaveLength(1)
    expect(kitOf(played).text).toBe('Colour night: #101C3A\nAlways morning light')
    expect(JSON.stringify(played.document.pluginData)).not.toMatch(/sk-test|127\.0\.0\.1|kitOn/)
  })
})

describe('a series', () => {
  it('gives the first picture that is starred to the following ones as their style', async () => {
    const played = await play('series', {
      ...openai, scene: { nodes: [frame('1:1', 'One', 0, 800, 600), frame('1:2', 'Two', 900, 800, 600)] },
      steps: [
        { select: ['One'] }, model, { ui: 'fill', name: 'Prompt', value: 'a lighthouse' }, click('More options'), { ui: 'check', name: 'Series', value: true }, { ui: 'click', action: 'run' }, idle,
        click('History'), idle, click('Star'), idle, click('Create'), { select: ['Two'] }, idle, { ui: 'fill', name: 'Prompt', value: 'a harbour' }, { ui: 'click', action: 'run' }, idle,
        { plugin: 'close' }, { plugin: 'open' }, idle, { ui: 'click', action: 'run' }, idle,
      ],
    })
    expectClean(played)
    expect(played.requests.map(({ path }) => path)).toEqual(['/v1/images/generations', '/v1/images/edits', '/v1/images/edits'])
    expect(played.requests[2]!.files[0]!.sha256).toBe(played.requests[1]!.files[0]!.sha256)
    expect(sent(played, 1)).toContain('a harbour\n\nKeep the light, colours, framing and style of the series.\n\nImage 1 gives the style.')
    expect(played.requests[1]!.files[0]!.sha256).toBe(played.jobs[0]!.results[0]!.sha256)
  })
})

describe('a hostile file', () => {
  it('sends nothing elsewhere and breaks nothing', async () => {
    const evil = `https://evil.example/v1 </script><script>alert(1)</script> \u202egnp.exe "baseURL":"https://evil.example" ${'x'.repeat(10_000)}`
    const template = { id: 'own-evil', label: evil, endpoint: 'https://evil.example', slots: [{ id: 'a', label: evil, kind: 'text', usual: evil, choices: [] }], lines: [`${evil} {a}`] }
    const whole = { id: 'own-fine', label: '</script>\u202eFine', endpoint: 'https://evil.example', modelKey: 'evil/model', slots: [], lines: ['A cat https://evil.example/steal </script>'] }
    const pluginData = { 'inlay.brand': JSON.stringify({ version: 1, id: 'evil1', text: evil, read: '', moodboards: [{ id: '9:9', name: evil }], on: true, endpoint: 'https://evil.example' }), 'inlay.templates': JSON.stringify({ version: 1, templates: [template, whole, { lines: 7 }, null] }) }
    const recipe = JSON.stringify({ version: 1, tool: 'generate', providerId: 'https://evil.example', modelId: 'https://evil.example/model', prompt: evil, promptHash: 'x', widthPx: 1, heightPx: 1, quality: 'low', ratio: 'match', references: [], madeAt: '', runId: 'r', variations: [], endpoint: 'https://evil.example' })
    const played = await play('hostile file', {
      ...openai, scene: { nodes: [frame('1:1', 'Hero </script>\u202e', 0, 800, 600, { pluginData: { 'inlay.recipe': recipe } }), frame('1:2', 'Plain', 900, 800, 600)], pluginData },
      steps: [
        { select: ['#1:1'] }, idle, click('Templates'), idle, { shot: 'templates', of: 'window' }, click('</script>Fine'), click('Use template'), idle, model,
        { select: ['Plain'] }, click('More options'), { ui: 'check', name: 'Use brand kit', value: true }, idle, { ui: 'click', action: 'run' }, idle,
        click('Edit brand kit'), idle, { ui: 'read', name: 'Brand kit text', as: 'kit' }, { shot: 'kit', of: 'window' },
      ],
    })
    expectClean(played)
    expect([...new Set(played.requests.map(({ origin }) => origin))]).toEqual([new URL(played.report.baseURLs['openai']!).origin])
    expect(played.console.filter(({ level }) => level === 'error')).toEqual([])
    expect(played.reads['kit']).not.toContain('\u202e')
    expect(sent(played).length).toBeLessThan(6000)
    expect(sent(played)).toContain('A cat https://evil.example/steal </script>.')
  })
})
