import { describe, expect, it } from 'vitest'
import type { CardWords } from '../../../ui/batch/card-words'
import { fillPattern, splitPattern } from '../../../ui/batch/pattern'

const words = (more: Partial<CardWords> = {}): CardWords => ({ layer: 'Image', card: 'Card 3', section: 'Tours', title: 'Deep sky hall', below: 'a field of galaxies', texts: [{ name: 'Headline', text: 'Deep sky hall' }, { name: 'Price', text: '$9' }, { name: 'Odd', text: '{layer} of {title}' }], ...more })

describe('a pattern', () => {
  it.each([
    ['photo of {title}, {text below}', 'photo of Deep sky hall, a field of galaxies', []],
    ['photo of {text:Title}, {layer}, {section}', 'photo of Deep sky hall, Image, Tours', []],
    ['{Text: price} for {TITLE} in {card}', '$9 for Deep sky hall in Card 3', []],
    ['{text:headline}', 'Deep sky hall', []],
    ['no blanks', 'no blanks', []],
    ['photo of {text:Author}, calm light', 'photo of calm light', ['Author']],
    ['{title}, {text:Author}', 'Deep sky hall', ['Author']],
    ['{nonsense} and {colour:red}', 'and', ['nonsense', 'colour:red']],
  ])('%s', (pattern, prompt, missing) => expect(fillPattern(pattern, words())).toEqual({ prompt, missing }))
  it('never reads the words of a layer as blanks', () => expect(fillPattern('{text:Odd}', words()).prompt).toBe('{layer} of {title}'))
  it('puts long and broken text on one line', () => expect(fillPattern('{title}', words({ title: `a\n\nb ${'x'.repeat(400)}` })).prompt).toMatch(/^a b x{296}$/))
  it('says nothing of missing words before any were read', () => expect(fillPattern('photo of {title}', null)).toEqual({ prompt: 'photo of', missing: [] }))
  it('comes apart into words and blanks', () => expect(splitPattern('a {title} b')).toEqual(['a ', 'title', ' b']))
})
