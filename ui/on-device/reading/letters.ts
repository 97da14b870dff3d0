// Written words as letters that can be compared. Pure.

/** Letters that have no accent to take off, as the recogniser sees them. */
const plainOf: Readonly<Record<string, string>> = { ø: 'o', æ: 'ae', œ: 'oe', ł: 'l', đ: 'd', ð: 'd', ß: 'b', ı: 'i', þ: 'p', ħ: 'h', ŧ: 't', ŋ: 'n' }

/** Pairs that many typefaces draw alike. */
const lookAlike: Readonly<Record<string, string>> = { i: 'l', 1: 'l', '|': 'l', '!': 'l', 0: 'o' }

const quotes: readonly [RegExp, string][] = [[/[‘’‚‛′`´]/g, "'"], [/[“”„‟″«»]/g, '"'], [/[‐-―−]/g, '-'], [/…/g, '...'], [/[。．]/g, '.'], [/[、]/g, ',']]

/** NFKC, one form of quotes and dashes, single spaces. */
export const normalised = (text: string): string => quotes.reduce((out, [from, to]) => out.replace(from, to), text.normalize('NFKC')).replace(/\s+/g, ' ').trim()

const isWord = (char: string): boolean => /[\p{L}\p{N}]/u.test(char)

/** `exact`: lower case with its accents. `plain`: without. `alike`: one for all that look the same. */
export type Letter = { char: string; exact: string; plain: string; alike: string }

export function letterOf(char: string): Letter | null {
  const exact = char.normalize('NFKC').toLowerCase()
  if (!isWord(exact)) return null
  const bare = plainOf[exact] ?? exact.normalize('NFD').replace(/\p{M}/gu, '')
  return { char, exact, plain: bare, alike: lookAlike[bare] ?? bare }
}

/** Letters and figures of a text, a letter that stands for two as two. */
export function lettersOf(text: string): Letter[] {
  return [...normalised(text)].flatMap((char) => {
    const letter = letterOf(char)
    if (!letter) return []
    return letter.plain.length === 1 ? [letter] : [...letter.plain].map((plain) => ({ char, exact: letter.exact, plain, alike: lookAlike[plain] ?? plain }))
  })
}

/** What is neither letter nor space. */
export const punctuationOf = (text: string): string => [...normalised(text)].filter((char) => char !== ' ' && !isWord(char) && !/\p{M}/u.test(char)).join('')

/** The recogniser was trained on Latin letters without most accents, figures and Chinese characters. */
export const isKnown = (plain: string): boolean => /^[a-z0-9]$|\p{Script=Han}/u.test(plain)
