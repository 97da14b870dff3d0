import { exactWords, lettering, wordsLine } from './lettering'
import type { Template } from './template'

export const bookCover: Template = {
  id: 'book-cover', label: 'Book cover', kinds: ['text'], ratio: '2:3', preview: 'the moon above dark hills, “NOCTURNE”',
  slots: [
    exactWords(), lettering,
    { id: 'motif', label: 'Motif', kind: 'text', usual: 'one small object in a wide empty space', from: 'subject' },
    { id: 'genre', label: 'Genre', kind: 'choice', usual: 'literary novel', choices: [{ label: 'Novel', words: 'literary novel' }, { label: 'Thriller', words: 'dark thriller' }, { label: 'Science', words: 'popular science book' }, { label: 'Children', words: "children's book" }, { label: 'Cookery', words: 'cookery book' }] },
    { id: 'look', label: 'Look', kind: 'choice', usual: 'fine illustration', choices: [{ label: 'Drawn', words: 'fine illustration' }, { label: 'Photo', words: 'moody photograph' }, { label: 'Collage', words: 'cut paper collage' }] },
    { id: 'colours', label: 'Colours', kind: 'text', usual: 'a restrained palette of three colours', from: 'colours' },
  ],
  lines: ['Front cover of a {genre}, flat and edge to edge: {motif}, as a {look}', wordsLine('Title and author are'), 'Colours: {colours}', 'Balanced hierarchy, quiet background behind the letters, sharp typography; no spine and no shadow'],
}
