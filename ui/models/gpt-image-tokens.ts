// Tokens of the GPT Image family: openai-images.md 3.2 and 3.3 (formula of OpenAI's docs calculator, checked there against eight published or logged values).

/** Output tokens of one picture. `factor` is the model's figure for the quality; extents in px. */
export function gptImageOutputTokens(factor: number, widthPx: number, heightPx: number): number {
  const short = Math.min(widthPx, heightPx), long = Math.max(widthPx, heightPx)
  const steps = Math.floor((factor * short) / long + 0.5)
  return Math.ceil((factor * steps * (2_000_000 + widthPx * heightPx)) / 4_000_000)
}

const patchPx = 32
const maxPatches = 1536
const longEdgePx = 1024

/**
 * Input tokens of one picture sent along: ratio capped at 3:1, small pictures enlarged up to twice towards 1024 px,
 * then one token per 32 px patch, at most 1536 [forum, about 100 probes of gpt-image-2; the later models are taken to do the same].
 */
export function gptImageInputTokens(widthPx: number, heightPx: number): number {
  const long = Math.max(widthPx, heightPx)
  const short = Math.max(Math.min(widthPx, heightPx), long / 3)
  const scale = Math.min(2, Math.max(1, longEdgePx / long))
  return Math.min(maxPatches, Math.ceil((long * scale) / patchPx) * Math.ceil((short * scale) / patchPx))
}
