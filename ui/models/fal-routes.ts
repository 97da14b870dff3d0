// Which of fal's endpoints serves which kind of request, by model id. Only fal's provider and its tests read it.

export type FalRoute = {
  /** From words alone. */
  generate?: string
  /** With one picture. */
  edit?: string
  /** With several pictures; left out: `edit` takes them. */
  several?: string
  /** With a picture and its mask. */
  mask?: string
  /** Fields that are always said. */
  set?: Readonly<Record<string, string | number | boolean>>
}

export const falRoutes: Readonly<Record<string, FalRoute>> = {
  'fal-ai/flux-2/turbo': { generate: 'fal-ai/flux-2/turbo', edit: 'fal-ai/flux-2/turbo/edit' },
  'fal-ai/flux-2-pro': { generate: 'fal-ai/flux-2-pro', edit: 'fal-ai/flux-2-pro/edit' },
  'fal-ai/flux-kontext/dev': { edit: 'fal-ai/flux-kontext/dev', set: { acceleration: 'high' } },
  'fal-ai/flux-pro/kontext': { generate: 'fal-ai/flux-pro/kontext/text-to-image', edit: 'fal-ai/flux-pro/kontext', several: 'fal-ai/flux-pro/kontext/multi' },
  'fal-ai/flux-pro/kontext/max': { generate: 'fal-ai/flux-pro/kontext/max/text-to-image', edit: 'fal-ai/flux-pro/kontext/max', several: 'fal-ai/flux-pro/kontext/max/multi' },
  'fal-ai/flux-1/dev/redux': { edit: 'fal-ai/flux-1/dev/redux' },
  'fal-ai/flux-pro/v1/fill': { mask: 'fal-ai/flux-pro/v1/fill' },
  'fal-ai/stable-diffusion-v35-large': { generate: 'fal-ai/stable-diffusion-v35-large' },
  'fal-ai/ben/v2/image': { edit: 'fal-ai/ben/v2/image' },
  'fal-ai/birefnet/v2': { edit: 'fal-ai/birefnet/v2' },
  'fal-ai/seedvr/upscale/image': { edit: 'fal-ai/seedvr/upscale/image' },
  'openai/gpt-image-2': { generate: 'openai/gpt-image-2', edit: 'openai/gpt-image-2/edit', mask: 'openai/gpt-image-2/edit' },
}
