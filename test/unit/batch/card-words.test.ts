import { describe, expect, it } from 'vitest'
import type { CardNode } from '../../../src/shared/cards'
import { cardWords, commonTextNames } from '../../../ui/batch/card-words'

type Box = [x: number, y: number, width: number, height: number]
const node = (id: string, parentId: string | null, type: string, [x, y, width, height]: Box, more: Partial<CardNode> = {}): CardNode => ({ id, parentId, name: id, type, bounds: { x, y, width, height }, ...more })
const text = (id: string, parentId: string | null, box: Box, words: string, more: Partial<CardNode> = {}): CardNode => node(id, parentId, 'TEXT', box, { text: words, fontSize: 14, ...more })
const shown = (nodes: CardNode[], ...ids: string[]) => Object.fromEntries([...cardWords(nodes, ids)].map(([id, { title, below, section }]) => [id, [title, below, section]]))

/** A card with a picture in a wrapper of its own, a tag on it, and title and line below. */
const card = (n: number, parent: string | null, x: number, y = 0): CardNode[] => [
  node(`Card ${n}`, parent, 'FRAME', [x, y, 200, 300]), node(`Media ${n}`, `Card ${n}`, 'FRAME', [x, y, 200, 150], { name: 'Media' }), node(`Image ${n}`, `Media ${n}`, 'RECTANGLE', [x, y, 200, 150], { name: 'Image' }),
  text(`Tag ${n}`, `Media ${n}`, [x + 5, y + 5, 40, 12], 'New', { name: 'Tag', fontSize: 10 }),
  text(`Line ${n}`, `Card ${n}`, [x, y + 200, 200, 20], `line ${n}`, { name: 'Line' }), text(`Title ${n}`, `Card ${n}`, [x, y + 170, 200, 24], `title ${n}`, { name: 'Title', fontSize: 20 }),
]

describe('the words of a card', () => {
  it('are those of the card around each picture: the largest is its title, the next one follows', () => {
    const nodes = [node('Tours', null, 'SECTION', [0, 0, 900, 400]), ...[1, 2, 3].flatMap((n) => card(n, 'Tours', n * 250))]
    expect(shown(nodes, 'Image 1', 'Image 2', 'Image 3')).toEqual({ 'Image 1': ['title 1', 'line 1', 'Tours'], 'Image 2': ['title 2', 'line 2', 'Tours'], 'Image 3': ['title 3', 'line 3', 'Tours'] })
  })
  it('are found when the card itself is filled', () => {
    const nodes = [1, 2].flatMap((n) => card(n, null, n * 250))
    expect(shown(nodes, 'Card 1', 'Card 2')).toEqual({ 'Card 1': ['title 1', 'line 1', null], 'Card 2': ['title 2', 'line 2', null] })
  })
  it('never are those of a neighbour, also when only one card is selected', () => {
    const nodes = [node('Page', null, 'FRAME', [0, 0, 2000, 900]), text('Heading', 'Page', [0, 0, 500, 80], 'Our tours', { fontSize: 64 }), ...[1, 2, 3].flatMap((n) => card(n, 'Page', n * 250, 100))]
    expect(shown(nodes, 'Image 2')).toEqual({ 'Image 2': ['title 2', 'line 2', 'Page'] })
  })
  it('stay in the card when the last row holds only one', () => {
    const row = (id: string, y: number): CardNode => node(id, 'Grid', 'FRAME', [0, y, 800, 300])
    const nodes = [node('Grid', null, 'FRAME', [0, 0, 800, 700]), text('Heading', 'Grid', [0, 0, 300, 40], 'All tours', { fontSize: 48 }), row('Row 1', 50), row('Row 2', 400), ...card(1, 'Row 1', 0, 50), ...card(2, 'Row 1', 250, 50), ...card(3, 'Row 2', 0, 400)]
    expect(shown(nodes, 'Image 1', 'Image 2', 'Image 3')).toEqual({ 'Image 1': ['title 1', 'line 1', 'Row 1'], 'Image 2': ['title 2', 'line 2', 'Row 1'], 'Image 3': ['title 3', 'line 3', 'Grid'] })
  })
  it('of a card without words are none: not those of the card beside it', () => {
    const bare = [node('Card 2', null, 'FRAME', [250, 0, 200, 300]), node('Image 2', 'Card 2', 'RECTANGLE', [250, 0, 200, 150])]
    expect(shown([...card(1, null, 0), ...bare], 'Image 1', 'Image 2')['Image 2']).toEqual([null, null, 'Card 2'])
    expect(shown([...card(1, null, 0), ...bare], 'Image 2')['Image 2']).toEqual([null, null, 'Card 2'])
  })
  it('that lie loose under loose pictures belong to the nearest one', () => {
    const nodes = [0, 1, 2].flatMap((n) => [node(`Pic ${n}`, null, 'RECTANGLE', [n * 220, 0, 200, 150]), text(`Cap ${n}`, null, [n * 220, 160, 200, 20], `caption ${n}`, { fontSize: 18 }), text(`Sub ${n}`, null, [n * 220, 185, 200, 20], `sub ${n}`)])
    expect(shown(nodes, 'Pic 0', 'Pic 1', 'Pic 2')).toEqual({ 'Pic 0': ['caption 0', 'sub 0', null], 'Pic 1': ['caption 1', 'sub 1', null], 'Pic 2': ['caption 2', 'sub 2', null] })
    expect(shown(nodes, 'Pic 1')).toEqual({ 'Pic 1': ['caption 1', 'sub 1', null] })
  })
  it('that lie far away belong to nobody', () => {
    expect(shown([node('Pic', null, 'RECTANGLE', [0, 0, 100, 100]), text('Far', null, [0, 900, 100, 20], 'far away')], 'Pic')).toEqual({ Pic: [null, null, null] })
  })
  it('of two pictures in one card go to the nearer one', () => {
    const nodes = [node('Card', null, 'FRAME', [0, 0, 500, 300]), ...[0, 1].flatMap((n) => [node(`Pic ${n}`, 'Card', 'RECTANGLE', [n * 250, 0, 200, 150]), text(`Cap ${n}`, 'Card', [n * 250, 160, 200, 20], `caption ${n}`)])]
    expect(shown(nodes, 'Pic 0', 'Pic 1')).toEqual({ 'Pic 0': ['caption 0', null, 'Card'], 'Pic 1': ['caption 1', null, 'Card'] })
  })
  it('name the text layers that most cards have', () => {
    const words = [...cardWords([1, 2].flatMap((n) => card(n, null, n * 250)), ['Image 1', 'Image 2']).values()]
    expect(commonTextNames(words)).toEqual(['Tag', 'Title', 'Line'])
  })
})
