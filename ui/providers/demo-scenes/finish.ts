// What makes flat colour look like a photograph: falling light at the rim and fine grain.
import { radial } from './art'
import type { Art, Steps } from './art'

export function vignette(art: Art, strength = 0.34): void {
  const { context, width, height } = art
  const radius = Math.hypot(width, height) / 2
  context.save()
  context.globalCompositeOperation = 'multiply'
  context.translate(width / 2, height * 0.47)
  context.scale(width / radius, height / radius)
  const shade = (alpha: number): string => `rgba(12, 14, 26, ${alpha})`
  context.fillStyle = radial(context, 0, 0, radius, [[0, shade(0)], [0.5, shade(0)], [0.8, shade(strength * 0.45)], [1, shade(strength)]])
  context.fillRect(-radius, -radius, radius * 2, radius * 2)
  context.restore()
}

const stripPx = 96

/** Changes each channel by up to `strength` levels, and hides the bands of long gradients. */
export function* grain(art: Pick<Art, 'context' | 'width' | 'height' | 'random'>, strength = 5): Steps {
  const { context, width, height } = art
  let state = (art.random() * 0xffff_ffff) | 1
  for (let top = 0; top < height; top += stripPx) {
    const image = context.getImageData(0, top, width, Math.min(stripPx, height - top)), data = image.data
    for (let i = 0; i < data.length; i += 4) {
      state ^= state << 13
      state ^= state >>> 17
      state ^= state << 5
      if (data[i + 3] === 0) continue
      const push = (((state & 255) + ((state >>> 8) & 255)) / 255 - 1) * strength
      data[i] = data[i]! + push
      data[i + 1] = data[i + 1]! + push
      data[i + 2] = data[i + 2]! + push * 1.1
    }
    context.putImageData(image, 0, top)
    yield
  }
}
