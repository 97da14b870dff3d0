// The first scene: posters of a small museum in three formats, a photo with a shape over it, a moodboard.
import type { SceneNode } from '../model/scene.ts'
import { ellipse, frame, group, photo, rectangle, solid, text, type SceneEntry } from './build.ts'

/** Rings and planets in the tone, as on a square of `unit` x 100 that covers the frame. */
function orbits(width: number, height: number, tone: string): SceneNode {
  const unit = Math.max(width, height) / 100, left = (width - unit * 100) / 2, top = (height - unit * 100) / 2
  const disc = (cx: number, cy: number, r: number): [number, number, number, number] => [left + (cx - r) * unit, top + (cy - r) * unit, 2 * r * unit, 2 * r * unit]
  const ring = (r: number) => ellipse(`Orbit ${r}`, disc(78, 74, r), [], { strokes: [solid(tone, 0.55)], strokeWeight: Math.max(1.5, 0.35 * unit), strokeAlign: 'CENTER' })
  const planet = (name: string, cx: number, cy: number, r: number) => ellipse(name, disc(cx, cy, r), [solid(tone)])
  return group('Orbits', [...[66, 52, 39, 27, 16].map(ring), planet('Sun', 78, 74, 6), planet('Near', 51.6, 68.4, 1.6), planet('Far', 64, 37.7, 2.3)])
}

const menu = ['Visit', 'Shows', 'Tickets']
const navigation = group('Navigation', [
  text('perigee museum', [80, 56, 300, 32], { size: 25, weight: 600 }),
  ...menu.map((word, i) => text(word, [1060 + [0, 88, 203][i]!, 56, 110, 32], { size: 25, weight: 600 })),
])

const hero = frame('Hero', [0, 0, 1440, 1024], '#101c3a', [
  orbits(1440, 1024, '#6f8fe8'), navigation,
  text('28 November', [80, 402, 700, 70], { size: 55, weight: 500 }),
  text('Launch night', [80, 210, 1100, 150], { size: 128, weight: 700, tight: -3, lineHeight: 102 }),
])
const post = frame('Post', [1560, 0, 1080, 1080], '#1f4bd8', [
  orbits(1080, 1080, '#9db6ff'),
  text('28 November', [97, 324, 700, 70], { size: 58, weight: 500 }),
  text('Launch night', [97, 108, 900, 160], { size: 144, weight: 700, tight: -3, lineHeight: 102 }),
], { expanded: false })
const phone = frame('Phone', [1560, 1250, 390, 844], '#c7421c', [
  orbits(390, 844, '#ffb59f'),
  text('28 November', [43, 236, 320, 36], { size: 27, weight: 500 }),
  text('Launch\nnight', [43, 68, 330, 150], { size: 67, weight: 700, tight: -3, lineHeight: 102, name: 'Launch night' }),
], { expanded: false })

/** Opaque, so that it masks fully; multiplied, so that the coffee stays in sight. */
const cupShape = ellipse('Ellipse 3', [190, 16, 524, 462], [{ ...solid('#ece4ff'), blendMode: 'MULTIPLY' }], { strokes: [solid('#a78bfa')], strokeWeight: 5 })
const cafe = frame('Café Perigee', [0, 1334, 930, 760], '#5a2f17', [rectangle('Photo', [0, 0, 930, 760], [photo('coffee.png')]), cupShape])

const card = (name: string, column: number, row: number, file: string) => rectangle(name, [20 + column * 192, 20 + row * 367, 178, 353], [photo(file)])
const moodboard = frame('Moodboard', [1030, 1334, 410, 760], '#ffffff', [card('Blue cup', 1, 1, 'coffee-blue.jpg'), card('Comet', 0, 1, 'chelsea.png'), card('Pad', 1, 0, 'rocket.jpg'), card('Deep field', 0, 0, 'hubble_deep_field.jpg')])

/** Children run from the back to the front; the layers list shows the front first. */
export const spaceMuseum: SceneEntry = {
  id: 'space-museum', name: 'Space museum', selected: ['Hero', 'Post', 'Phone'],
  scene: { name: 'Space museum', pages: [{ name: 'Page 1', children: [moodboard, cafe, phone, post, hero] }] },
}
