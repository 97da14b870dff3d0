// The line along a mask's edge, found from its smoothed coverage alone: how far an edge is, and how hard it is.

/** CSS px. */
const half = { white: 1.15, core: 0.55 }
const steps = 512

export type LineTable = { /** Screen px. */ white: number; core: number; sigma: number; /** By smoothed coverage. */ z: Float32Array; slope: Float32Array }

/** `sigma`: of the smoothing, screen px. `scale`: screen px per source px. */
export function lineTable(sigma: number, density: number, scale: number): LineTable {
  const z = new Float32Array(steps + 1), slope = new Float32Array(steps + 1)
  // A screen px is the mean over its own area; enlarged, the hardest edge is as wide as a source px, and bilinear looks widen it.
  const spread = Math.sqrt(sigma * sigma + 1 / 12 + (scale > 0.7 ? (scale * scale) / 4 : 0))
  for (let i = 0, x = -4; i <= steps; i++) {
    const share = Math.min(0.9999, Math.max(0.0001, i / steps))
    while (normal(x) < share) x += 0.002
    z[i] = x * spread
    slope[i] = Math.exp((-x * x) / 2) / (spread * Math.sqrt(2 * Math.PI))
  }
  return { white: half.white * density, core: half.core * density, sigma: spread, z, slope }
}

/** Share below `x` of a standard normal distribution (Abramowitz and Stegun 7.1.26). */
function normal(x: number): number {
  const t = 1 / (1 + 0.3275911 * Math.abs(x) * Math.SQRT1_2)
  const tail = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))) * Math.exp((-x * x) / 2)
  return x >= 0 ? 1 - tail / 2 : tail / 2
}

const found = { white: 0, core: 0 }

/** Strengths 0 to 1 of the white line and of its core; the object is used again. A soft edge has no line: its hatch fades. */
export function lineAt({ white, core, z, slope }: LineTable, smooth: number, gradient: number): { white: number; core: number } {
  const i = Math.round(smooth * steps), hardness = gradient / slope[i]!
  const strength = Math.min(1, Math.max(0, (hardness - 0.2) / 0.4))
  const distance = Math.abs(z[i]!) / Math.min(1, Math.max(0.2, hardness))
  found.white = strength * Math.min(1, Math.max(0, white + 0.5 - distance))
  found.core = Math.min(1, Math.max(0, core + 0.5 - distance))
  return found
}
