import { describe, expect, it } from 'vitest'
import { compareWords, type WordVerdict } from '../../../ui/on-device/reading/compare-words'
import type { ReadLine } from '../../../ui/on-device/reading/read-words'

type Place = { x?: number; y?: number; size?: number; angle?: number; sure?: number; marked?: number; doubts?: Record<number, { also: string; confidence: number }> }

/** A line of `size` px high letters, half as wide; its middle is at x, y. */
function line(text: string, { x = 500, y = 100, size = 60, angle = 0, sure = 0.98, marked = -1, doubts = {} }: Place = {}): ReadLine {
  const count = [...text].length
  return {
    box: { centre: { x, y }, width: (count * size) / 2, height: size, angle },
    chars: [...text].map((char, index) => ({ char, confidence: doubts[index]?.confidence ?? sure, also: doubts[index]?.also ?? '', at: (index + 0.5) / count, accents: -12, marked: index === marked })),
  }
}
const one = (expected: string, ...lines: ReadLine[]): WordVerdict => compareWords([expected], lines)[0]!
const told = ({ verdict, wrong, only }: WordVerdict): unknown[] => [verdict, wrong, only]

describe('words that are as they should be', () => {
  it.each([
    ['OPEN LATE', 'OPEN LATE', null],
    ['Open late', 'OPEN LATE', 'case'],
    ['OPEN LATE', 'OPENLATE', 'spaces'],
    ['ＯＰＥＮ　ＬＡＴＥ', 'OPEN LATE', null],
    ['Don’t panic', "Don't panic", null],
    ['Bread & Butter', 'Bread & Butter', null],
    ['8–6 daily', '8-6 daily', null],
  ])('%s reads from %s', (expected, read, only) => {
    expect(told(one(expected, line(read)))).toEqual(['reads', '', only])
  })
  it('reads one text from several rows, and from words that were found apart', () => {
    expect(one('Launch night', line('Launch', { y: 100 }), line('night', { y: 170 })).verdict).toBe('reads')
    expect(one('Book Fair', line('Fair', { x: 700 }), line('Book', { x: 500 })).verdict).toBe('reads')
  })
  it('follows the slant of the sign', () => {
    const at = (along: number, down: number): Place => ({ x: 500 + along * 0.97 - down * 0.26, y: 300 + along * 0.26 + down * 0.97, angle: 15 })
    expect(one('Fresh Coffee daily', line('daily', at(0, 70)), line('Coffee', at(120, 0)), line('Fresh', at(-120, 0))).verdict).toBe('reads')
  })
  it('shows dropped spaces where they belong', () => {
    expect(one('OPEN LATE', line('OPENLATE')).read).toBe('OPEN LATE')
  })
})

describe('words that are wrong', () => {
  it.each([
    ['OPEN LATE', 'OPEM LATE', 'OPEM'],
    ['OPEN LATE', 'OPEMLATE', 'OPEM'],
    ['28 November', '28 Novenber', 'Novenber'],
    ['Fresh Coffee', 'Fersh Coffee', 'Fersh'],
    ['Grand Opening', 'Grand Oopening', 'Oopening'],
    ['Exit', 'Exiit', 'Exiit'],
    ['GRAND OPENING', 'GRAND OPNING', 'OPNING'],
  ])('%s is not %s', (expected, read, wrong) => {
    expect(told(one(expected, line(read)))).toEqual(['differs', wrong, null])
  })
  it('says which words are too many, on the same row or the next', () => {
    expect(told(one('OPEN LATE', line('OPEN LATE LATE')))).toEqual(['differs', 'LATE', null])
    expect(one('WILD HONEY', line('WILD HONEY', { y: 100 }), line('EVER', { y: 170 }))).toMatchObject({ verdict: 'differs', wrong: 'EVER' })
  })
  it('does not find a word inside a longer one', () => {
    expect(one('LATE', line('CHOCOLATE')).verdict).toBe('differs')
  })
  it('says that a text is missing where others can be read', () => {
    expect(one('Tomorrow', line('Bakery'))).toMatchObject({ verdict: 'differs', read: '', box: null })
  })
  it('lets small print elsewhere be', () => {
    expect(one('OPEN LATE', line('OPEN LATE', { y: 100 }), line('Demo', { x: 900, y: 700, size: 14 })).verdict).toBe('reads')
  })
})

describe('what cannot be told', () => {
  it('never passes what differs only in accents, whichever side has them', () => {
    expect(told(one('CAFÉ NOIR', line('CAFE NOIR')))).toEqual(['unsure', '', 'accents'])
    expect(told(one('Jalapeño', line('Jalapeno')))).toEqual(['unsure', '', 'accents'])
    expect(told(one('Cafe', line('Café')))).toEqual(['unsure', '', 'accents'])
  })
  it('takes an accent for possible where something stands over a letter', () => {
    expect(told(one('Cafe', line('Cafe', { marked: 3 })))).toEqual(['unsure', '', 'accents'])
  })
  it('settles a doubt with a second look, never one about an accent', () => {
    const again = (text: string, place: Place = {}) => line(text, place).chars
    expect(one('Well, hello!', { ...line('Well hello!'), again: again('Well, hello!') }).verdict).toBe('reads')
    expect(one('Cafe', { ...line('Cafe', { marked: 3 }), again: again('Cafe') }).only).toBe('accents')
    expect(one('Cafe', { ...line('Cafe'), again: again('Cafe', { marked: 3 }) }).only).toBe('accents')
    expect(one('OPEN', { ...line('OPEM'), again: again('OPEN') }).verdict).toBe('differs')
  })
  it('takes a doubt of the recogniser seriously', () => {
    expect(one('OPEN', line('OPEN', { doubts: { 3: { also: 'M', confidence: 0.5 } } }))).toMatchObject({ verdict: 'unsure', why: 'it is hard to read' })
    expect(one('OPEN', line('OPEM', { doubts: { 3: { also: 'N', confidence: 0.6 } } })).verdict).toBe('unsure')
    expect(one('OPEN', line('OPEM', { doubts: { 3: { also: '', confidence: 0.4 } } })).verdict).toBe('unsure')
  })
  it('tells letters and figures apart that look alike', () => {
    expect(told(one('Room 101', line('Ro0m 1O1')))).toEqual(['unsure', '', 'look-alikes'])
  })
  it('tells punctuation from letters', () => {
    expect(told(one('Well, hello!', line('Well hello!')))).toEqual(['unsure', '', 'punctuation'])
  })
  it.each([['Привет'], ['!!!'], ['שלום']])('says so of %s', (expected) => {
    expect(one(expected, line('Hello')).verdict).toBe('unsure')
  })
  it('says so when nothing was found, or nothing legible', () => {
    expect(one('OPEN')).toMatchObject({ verdict: 'unsure', why: 'no words were found' })
    expect(one('OPEN', line('x%~', { sure: 0.4 })).verdict).toBe('unsure')
  })
})

describe('several texts', () => {
  it('gives one verdict each, in their order, and uses a word once', () => {
    const verdicts = compareWords(['28 November', 'Launch night'], [line('Launch', { y: 100 }), line('night', { y: 170 }), line('28 Novenber', { y: 260, size: 30 })])
    expect(verdicts.map(told)).toEqual([['differs', 'Novenber', null], ['reads', '', null]])
    expect(compareWords(['SALE', 'SALE'], [line('SALE')]).map(({ verdict }) => verdict)).toEqual(['reads', 'differs'])
  })
  it('does not let a short text take a part of a longer one', () => {
    expect(compareWords(['Open', 'Open daily'], [line('Open daily', { y: 100 }), line('Open', { y: 400 })]).map(({ verdict }) => verdict)).toEqual(['reads', 'reads'])
  })
  it('says where each was read', () => {
    const [first, second] = compareWords(['Top', 'Below'], [line('Top', { y: 100 }), line('Below', { y: 300 })])
    expect(Math.round(first!.box!.centre.y)).toBe(100)
    expect(Math.round(second!.box!.centre.y)).toBe(300)
  })
})
