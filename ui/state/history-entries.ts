// What History knows of this file: this user's storage, and the recipes on the layers of the page. Pure.
import type { HistoryEntry } from '../jobs/history'
import type { AppState } from './state'

type Known = Pick<AppState, 'history' | 'fileName' | 'fileId'>

/** What Figma calls a new file. */
const unnamed = 'Untitled'

/** Newest first: what was made in this file, or under its name where one of the two is not known by more, and pictures that layers of the page carry, under whatever name they were made. */
export function entriesOfFile({ history, fileName, fileId }: Known): HistoryEntry[] {
  const here = new Set(history.inFile.flatMap(({ imageHash }) => imageHash ?? []))
  const own = history.entries.filter(({ file, fileId: id, imageHash }) => (id && (fileId || fileName === unnamed) ? id === fileId : file === fileName) || (imageHash !== null && here.has(imageHash))), known = new Set(own.map(({ imageHash }) => imageHash))
  const others = history.inFile.filter(({ imageHash }) => imageHash !== null && !known.has(imageHash))
  return [...own, ...others].sort((a, b) => b.at - a.at)
}

export const entryById = ({ history }: Pick<AppState, 'history'>, id: string): HistoryEntry | undefined =>
  history.entries.find((entry) => entry.id === id) ?? history.inFile.find((entry) => entry.id === id)
