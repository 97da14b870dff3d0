// Whether a model can take a request, before anything is sent or paid.
import { PluginError } from '../../src/shared/errors'
import type { ErrorCode } from '../../src/shared/errors'
import type { ImageRequest } from '../jobs/request'
import { checkExtent } from './fit-extent'
import type { ModelCard } from './model-card'

/** Raises request.* with the limit that is passed; returns when the card allows all of it. */
export function checkRequest(request: ImageRequest, card: ModelCard): void {
  const refuse = (code: ErrorCode, message: string, hint = ''): never => {
    throw new PluginError(code, message, { hint, actions: code.startsWith('request.prompt') ? [{ kind: 'edit-prompt', label: 'Edit prompt' }] : [] })
  }
  const lacks = (what: string, hint = ''): never => refuse('request.unsupported-by-model', `${card.label} ${what}.`, hint)
  const { source, mask, references } = request

  if (request.prompt.trim() === '' && !card.wordless) refuse('request.prompt-missing', 'Say in the prompt what the picture should show.')
  if (request.prompt.length > card.promptMaxChars) refuse('request.prompt-too-long', `The prompt has ${request.prompt.length} characters; ${card.label} takes ${card.promptMaxChars}.`)
  const illegal = checkExtent(card.extents, request.extent.widthPx, request.extent.heightPx)
  if (illegal) refuse('request.extent-illegal', illegal)

  if (!source && references.length === 0 && (!card.operations.generate || card.needsPicture)) lacks('cannot make a picture from words alone')
  if (source && !card.operations.edit) lacks('cannot edit a picture')
  if (references.length > 0 && !card.operations.references) lacks('takes no references')
  const pictures = references.length + (source ? 1 : 0)
  if (pictures > card.maxReferences) lacks(`takes ${card.maxReferences} pictures, ${pictures} were given`, 'Remove some references.')
  if (mask && !card.operations.mask) lacks('takes no mask')
  if (source && !mask && card.needsMask) lacks('changes a marked part only', 'Mark what should change.')
  if (mask && !source) refuse('request.invalid', 'A mask needs the picture it belongs to.')
  if (mask && source && (mask.widthPx !== source.widthPx || mask.heightPx !== source.heightPx)) {
    refuse('request.invalid', 'The mask and the picture differ in size.', `The mask has ${mask.widthPx} x ${mask.heightPx} px, the picture ${source.widthPx} x ${source.heightPx} px.`)
  }

  if (!card.qualities.some((quality) => quality.id === request.quality)) lacks(`has no quality "${request.quality}"`, `It has ${card.qualities.map((quality) => quality.label).join(', ')}.`)
  if (!card.backgrounds.includes(request.background)) lacks(`cannot make a ${request.background} background`)
  if (!card.formats.includes(request.format)) lacks(`does not write ${request.format.toUpperCase()}`)
  if (request.background === 'transparent' && request.format === 'jpeg') refuse('request.invalid', 'JPEG has no transparency.', 'Choose PNG or WebP, or an opaque background.')
  if (!Number.isInteger(request.count) || request.count < 1 || request.count > card.maxCount) lacks(`makes 1 to ${card.maxCount} pictures at once`)
  if (request.partialImages > 0 && request.count > 1) refuse('request.invalid', 'Pictures can be shown while they form only when each has its own request.')
  if (request.partialImages < 0 || request.partialImages > card.maxPartials) lacks('cannot show that many pictures while they form')
  if (request.seed !== null && !card.seed) lacks('takes no seed')
}
