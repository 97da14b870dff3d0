// What a call costs in tokens (openai-images.md 3.2, 3.3).
import { gptImageInputTokens } from '../../ui/models/gpt-image-tokens'
import type { Call } from './call'

const tokensPerPartial = 100

export type Usage = { input_tokens: number; input_tokens_details: { text_tokens: number; image_tokens: number }; output_tokens: number; total_tokens: number }

/** Tokens of `count` pictures of one call; each is billed with the inputs. The mask is not billed. */
export function usageOf({ wish, model, pictures }: Call, extent: { quality: string; width: number; height: number }, count: number, partials: number): Usage {
  const text = (Math.ceil(wish.prompt.length / 4) + 6) * count
  const image = pictures.images.reduce((sum, { width, height }) => sum + gptImageInputTokens(width, height), 0) * count
  const output = model.outputTokens(extent.quality, extent.width, extent.height) * count + tokensPerPartial * partials
  return { input_tokens: text + image, input_tokens_details: { text_tokens: text, image_tokens: image }, output_tokens: output, total_tokens: text + image + output }
}
