// The documents to try. Scenario files name them by id.
import type { SceneNode } from '../model/scene.ts'
import { ellipse, frame, group, photo, rectangle, rgb, solid, text, type SceneEntry } from './build.ts'
import { spaceMuseum } from './space-museum.ts'

export type { SceneEntry } from './build.ts'

const page = (name: string, children: SceneNode[], more: Record<string, unknown> = {}) => ({ name, pages: [{ name: 'Page 1', children }], ...more })

const stories: [title: string, line: string][] = [
  ['Morning light', 'A window seat with tea'], ['Harbour walk', 'Boats after the rain'], ['Night market', 'Lanterns over a lane'], ['Paper studio', 'Folded birds on a desk'],
  ['Quiet garden', 'Moss, stone and water'], ['Old library', 'A ladder between shelves'], ['Summer roof', 'Chairs above the city'], ['First snow', 'Footprints on a bridge'],
  ['Clay workshop', 'Hands on a turning bowl'], ['Desert road', 'A van under the stars'], ['Kite beach', 'Wind from the west'], ['Last train', 'An empty platform'],
]
const cards: SceneEntry = {
  id: 'cards', name: 'Cards wireframe', selected: stories.map((_, i) => `Card ${i + 1}`),
  scene: page('Cards wireframe', stories.map(([title, line], i) => frame(`Card ${i + 1}`, [(i % 4) * 360, Math.floor(i / 4) * 320, 320, 280], '#e9ecf2', [
    rectangle('Panel', [0, 200, 320, 80], [solid('#ffffff')]),
    text(line, [16, 242, 288, 22], { size: 14, color: '#5c6270' }),
    text(title, [16, 212, 288, 28], { size: 19, weight: 600, color: '#15171c' }),
  ], { cornerRadius: 16 })).reverse()),
}

const cup = 'M 0 0 L 210 0 C 206 96 192 190 150 226 L 60 226 C 18 190 4 96 0 0 Z'
const mockup: SceneEntry = {
  id: 'mockup', name: 'Product mockup', selected: ['Screen'],
  scene: page('Product mockup', [
    frame('Tote bag', [980, 0, 620, 760], '#efe8dc', [
      { type: 'VECTOR', name: 'Handle', x: 210, y: 90, width: 200, height: 170, fills: [], strokes: [solid('#b59f7c')], strokeWeight: 18, vectorPaths: [{ windingRule: 'NONE', data: 'M 0 170 C 0 -50 200 -50 200 170' }] },
      rectangle('Bag', [120, 230, 380, 450], [solid('#d8c6a5')], { cornerRadius: 10 }), rectangle('Print area', [190, 320, 240, 240], [solid('#f6efe2')]),
    ]),
    frame('Cup', [980, 820, 620, 480], '#dfe7e4', [{ type: 'VECTOR', name: 'Cup body', x: 205, y: 110, width: 210, height: 226, fills: [solid('#ffffff')], strokes: [], vectorPaths: [{ windingRule: 'NONZERO', data: cup }] }, ellipse('Saucer', [150, 330, 320, 44], [solid('#c9d4d0')])]),
    frame('Laptop', [0, 0, 920, 640], '#e4e6ee', [rectangle('Base', [60, 548, 800, 26], [solid('#b9bdc9')], { bottomLeftRadius: 14, bottomRightRadius: 14 }), rectangle('Lid', [130, 70, 660, 478], [solid('#22242b')], { topLeftRadius: 22, topRightRadius: 22 }), frame('Screen', [150, 90, 620, 440], '#ffffff', [text('Perigee, the museum app', [36, 36, 500, 40], { size: 26, weight: 600, color: '#15171c' })])]),
  ]),
}

const masked: SceneEntry = {
  id: 'photo-mask', name: 'Photo with mask', selected: ['Rocket', 'Sky shape'],
  scene: page('Photo with mask', [
    rectangle('Rocket', [0, 0, 640, 427], [photo('rocket.jpg')]),
    rectangle('Sky shape', [340, 24, 270, 150], [{ ...solid('#ece4ff'), blendMode: 'MULTIPLY' }], { strokes: [solid('#a78bfa')], strokeWeight: 3, cornerRadius: 12 }),
    rectangle('Cat', [0, 520, 660, 440], [photo('chelsea.png')], { cornerRadius: 24 }),
    group('Portrait in a circle', [ellipse('Circle', [760, 520, 420, 420], [solid('#000000')], { isMask: true }), rectangle('Astronaut', [740, 500, 460, 460], [photo('astronaut.png')])]),
  ]),
}

const colours: [name: string, hex: string][] = [['Night', '#101c3a'], ['Signal', '#1f4bd8'], ['Clay', '#c7421c'], ['Paper', '#f6efe2'], ['Ink', '#17181c']]
const brand: SceneEntry = {
  id: 'brand', name: 'Brand kit', selected: ['Poster'],
  scene: page('Brand kit', [
    frame('Poster', [900, 0, 600, 800], '#f6efe2', [text('Perigee', [48, 640, 500, 100], { size: 84, weight: 700, tight: -3, color: '#101c3a' })]),
    frame('Colours', [0, 0, 800, 260], '#ffffff', colours.flatMap(([name, hex], i) => [rectangle(name, [40 + i * 148, 40, 128, 128], [{ ...solid(hex), boundVariables: { color: { type: 'VARIABLE_ALIAS', id: `VariableID:${i + 1}` } } }], { cornerRadius: 12 }), text(name, [40 + i * 148, 184, 128, 24], { size: 15, weight: 500, color: '#15171c' })])),
    frame('Type', [0, 320, 800, 480], '#ffffff', [text('Display, Bold 72', [40, 40, 720, 90], { size: 72, weight: 700, tight: -3, color: '#15171c' }), text('Heading, Semi Bold 36', [40, 160, 720, 48], { size: 36, weight: 600, color: '#15171c' }), text('Body, Regular 20. Calm, exact and a little playful: we look up together.', [40, 240, 700, 80], { size: 20, color: '#444a57' })]),
    frame('Look', [0, 860, 1500, 420], '#ffffff', ['hubble_deep_field.jpg', 'rocket.jpg', 'coffee-blue.jpg'].map((file, i) => rectangle(`Look ${i + 1}`, [40 + i * 480, 40, 460, 340], [photo(file)], { cornerRadius: 16 }))),
  ], { variables: colours.map(([name, hex], i) => ({ id: `VariableID:${i + 1}`, name: `colour/${name.toLowerCase()}`, resolvedType: 'COLOR', value: rgb(hex) })) }),
}

const formatList: [name: string, width: number, height: number][] = [['Square', 1080, 1080], ['Portrait', 1080, 1350], ['Story', 1080, 1920], ['Wide', 1920, 1080], ['Banner', 1584, 396], ['Leaderboard', 728, 90], ['Skyscraper', 160, 600]]
const formats: SceneEntry = {
  id: 'formats', name: 'Formats', selected: ['Master', ...formatList.map(([name]) => name)],
  scene: page('Formats', [
    ...formatList.map(([name, width, height], i) => frame(name, [[1320, 2520, 3720, 0, 0, 0, 4920][i]!, [0, 0, 0, 1500, 2700, 3220, 0][i]!, width, height], '#e9ecf2')),
    frame('Master', [0, 0, 1200, 1200], '#ffffff', [], { fills: [photo('hubble_deep_field.jpg')] }),
  ].reverse()),
}

const hundred: SceneEntry = {
  id: 'hundred', name: '100 frames', selected: [],
  scene: page('100 frames', Array.from({ length: 100 }, (_, i) => frame(`Frame ${i + 1}`, [(i % 10) * 280, Math.floor(i / 10) * 240, 240, 200], ['#e9ecf2', '#efe8dc', '#dfe7e4', '#e8e0f0'][i % 4]!, [text(`Item ${i + 1}`, [16, 160, 208, 24], { size: 16, weight: 500, color: '#15171c' })])).reverse()),
}

const empty: SceneEntry = { id: 'empty', name: 'Empty', selected: [], scene: page('Empty', []) }

/** The first is the default. */
export const scenes: readonly SceneEntry[] = [spaceMuseum, empty, cards, mockup, masked, brand, formats, hundred]
export const sceneById = (id: string): SceneEntry | undefined => scenes.find((scene) => scene.id === id || scene.name === id)
/** The scene alone; null when there is none of that id or name. Picture paths are relative to playground/scenes. */
export const sceneByName = (name: string): SceneEntry['scene'] | null => sceneById(name)?.scene ?? null
