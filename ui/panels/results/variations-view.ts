// What the variations of a layer cost the file. Pure.
import { pictureOf } from '../../jobs/job'
import type { Made } from '../../state/more-like-this'

/** Bytes that the pictures add to the file; null when one of them is of an earlier session. */
export const addedBytes = (results: readonly (Made | undefined)[]): number | null =>
  results.reduce<number | null>((sum, made) => (sum === null || !made ? null : sum + (made.result.kept?.bytes ?? pictureOf(made.result).bytes.length)), 0)

const megabytes = (bytes: number): string => `${Math.max(0.1, bytes / 1e6).toFixed(bytes < 9.95e6 ? 1 : 0)} MB`

/** "All 4 stay in this layer's fill and add 5.2 MB to the file. Keep takes the others off." */
export const addsText = (count: number, bytes: number | null): string =>
  `${count === 2 ? 'Both' : `All ${count}`} stay in this layer's fill${bytes === null ? '' : ` and add ${megabytes(bytes)} to the file`}. Keep takes the other${count === 2 ? '' : 's'} off.`

/** What Flatten would take off the layer. */
export function flattenText(number: number, others: number, hasOriginal: boolean): string {
  const gone = [hasOriginal ? 'The original picture' : '', others > 0 ? `${others === 1 ? 'the other variation' : `the ${others} other variations`}` : ''].filter(Boolean).join(' and ')
  const leave = `${gone.charAt(0).toUpperCase()}${gone.slice(1)} ${hasOriginal && others === 0 || !hasOriginal && others === 1 ? 'leaves' : 'leave'} the layer.`
  return gone === '' ? `Variation ${number} is the only picture on the layer already.` : `${leave} Undo in Figma brings ${gone.includes(' and ') || others > 1 ? 'them' : 'it'} back.`
}
