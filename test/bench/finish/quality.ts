// PSNR and SSIM of two opaque pictures of one extent, on luma (Rec. 601, stored values).
import { gaussian } from '../../../ui/pixels/in-place/blur'
import { lumaOf, planesOf, type Pixels, type Plane } from '../../../ui/pixels/in-place/pixels'

/** Border left out, px: what lies beyond the picture is guessed there by every method. */
const border = 8

export type Quality = { /** dB, at most 99. */ psnr: number; /** 0 to 1. */ ssim: number }

export function qualityOf(result: Pixels, truth: Pixels): Quality {
  const a = lumaOf(planesOf(result)), b = lumaOf(planesOf(truth)), { width, height } = b
  const product = (x: Plane, y: Plane): Plane => ({ width, height, data: x.data.map((value, i) => value * y.data[i]!) })
  // Wang et al. 2004: a Gaussian window of 1.5 px, K1 = 0.01, K2 = 0.03.
  const [meanA, meanB, squareA, squareB, both] = [a, b, product(a, a), product(b, b), product(a, b)].map((plane) => gaussian(plane, 1.5).data)
  const c1 = (0.01 * 255) ** 2, c2 = (0.03 * 255) ** 2
  let squares = 0, ssim = 0, count = 0
  for (let y = border; y < height - border; y++) {
    for (let x = border; x < width - border; x++, count++) {
      const i = y * width + x, ma = meanA![i]!, mb = meanB![i]!
      squares += (a.data[i]! - b.data[i]!) ** 2
      ssim += ((2 * ma * mb + c1) * (2 * (both![i]! - ma * mb) + c2)) / ((ma * ma + mb * mb + c1) * (squareA![i]! - ma * ma + squareB![i]! - mb * mb + c2))
    }
  }
  return { psnr: squares === 0 ? 99 : Math.min(99, 10 * Math.log10((255 ** 2 * count) / squares)), ssim: ssim / count }
}
