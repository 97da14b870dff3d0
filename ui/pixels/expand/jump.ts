// How much the contact line shows, without knowing the true picture.
import type { Plane } from '../in-place/pixels'

/** px beside the contact whose own steps are the measure of what is usual there. */
const besidePx = 8

/**
 * Mean step of luma across the contact line over that across the livelier of the lines 8 px beside it, less 1: 0 = the line does not
 * stand out, under 0.15 it cannot be seen. `distance`: contactDistance. Null when there is no contact.
 */
export function jumpAt(luma: Plane, distance: Plane): number | null {
  const { width, height } = luma
  const steps = { contact: { sum: 0, count: 0 }, kept: { sum: 0, count: 0 }, made: { sum: 0, count: 0 } }
  const compare = (i: number, j: number): void => {
    const a = distance.data[i]!, b = distance.data[j]!
    if (a === b || Math.abs(a - b) > 1.01) return
    const step = Math.abs(luma.data[i]! - luma.data[j]!), middle = (a + b) / 2
    const line = a > 0 !== b > 0 ? steps.contact : Math.abs(middle - besidePx) < 0.6 ? steps.kept : Math.abs(middle + besidePx) < 0.6 ? steps.made : null
    if (!line) return
    line.sum += step
    line.count++
  }
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if (x + 1 < width) compare(i, i + 1)
      if (y + 1 < height) compare(i, i + width)
    }
  }
  const mean = ({ sum, count }: { sum: number; count: number }): number => (count ? sum / count : 0)
  return steps.contact.count ? Math.max(0, mean(steps.contact) / Math.max(1, mean(steps.kept), mean(steps.made)) - 1) : null
}
