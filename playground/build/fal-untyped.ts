// fal endpoints that the types of @fal-ai/client 1.10.1 lack, in the form of ui/providers/fal-endpoints.ts.
// Source: https://fal.ai/models/openai/gpt-image-2/llms.txt and …/edit/llms.txt as stored in November 2026; `mask_url` is white = edit, black = keep.
const extent = 'extent|square_hd|square|portrait_4_3|portrait_16_9|landscape_4_3|landscape_16_9'
const shared = `num_images=number output_format=jpeg|png|webp prompt!=text quality=low|medium|high sync_mode=switch`

export const untypedEndpoints: Readonly<Record<string, string>> = {
  'openai/gpt-image-2': `image_size=${extent} ${shared}`,
  'openai/gpt-image-2/edit': `image_size=${extent}|auto image_urls!=list mask_url=text ${shared}`,
}
