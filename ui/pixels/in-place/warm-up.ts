// A small edit of made-up pixels, run while the model draws: the engine has then compiled the loops that the real answer needs.
import { finishSteps, type FinishPlan } from './finish-edit'
import { makePixels, type Pixels } from './pixels'

const side = 448, rounds = 3
const whole = { x: 0, y: 0, width: side, height: side }, plan: FinishPlan = { crop: whole, request: { width: side, height: side }, scale: 1, kappa: 1, reachPx: 20, requestGrowPx: 8, support: { x: 60, y: 60, width: 100, height: 100 }, paddedShare: 0 }

/** In steps of a few ms each. */
export function* warmUp(): Generator<void, void> {
  const source = waves(0), answer = waves(1.3), mask = new Uint8Array(side * side)
  for (let y = 80; y < 140; y++) mask.fill(255, y * side + 80, y * side + 140)
  for (let round = 0; round < rounds; round++) {
    const steps = finishSteps(source, mask, plan, answer)
    while (!steps.next().done) yield
  }
}

/** Something with edges and slopes in all directions, moved by `shift` px. */
function waves(shift: number): Pixels {
  const out = makePixels(side, side)
  for (let y = 0, i = 0; y < side; y++) {
    for (let x = 0; x < side; x++, i += 4) {
      const u = x + shift, v = y - 0.6 * shift, warp = shift * Math.sin(x / 40)
      for (let c = 0; c < 3; c++) out.data[i + c] = 128 + 50 * Math.sin((u + warp) / 7 + c) + 40 * Math.sin((v - u) / 11) + 25 * Math.sin((u * v) / 900 + c) + 3 * shift
      out.data[i + 3] = 255
    }
  }
  return out
}
