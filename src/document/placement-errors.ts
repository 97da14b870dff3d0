// Why a picture could not be placed, in words. The bytes are safe in the window, and each error says so.
import { PluginError, type ErrorAction, type ErrorCode } from '../shared/errors'

const elsewhere: ErrorAction[] = [{ kind: 'place-on-page', label: 'Place on page' }, { kind: 'choose-layer', label: 'Choose a layer' }]
const kept = 'The picture is kept in Results.'

export const placementError = (code: ErrorCode, sentence: string, cause?: unknown): PluginError => new PluginError(code, sentence, { hint: kept, actions: elsewhere, cause })

export const targetGone = (name: string): PluginError => new PluginError('placement.target-gone', `${name} was deleted meanwhile. ${kept}`, { actions: elsewhere })

/** Errors of writing carry no code, only Figma's sentences (figma-platform 5). */
export function writeError(name: string, error: unknown): PluginError {
  if (error instanceof PluginError) return error
  const text = error instanceof Error ? error.message : String(error)
  if (/read.?only|cannot write|overrid|permission|not allowed/i.test(text)) return placementError('placement.read-only', `${name} cannot be changed here.`, error)
  return placementError('placement.rejected-by-figma', `Figma did not accept the picture for ${name}.`, error)
}

/** "Image is too large", "Image is too small", "Image type is unsupported" (figma-platform 2.1). */
export function imageError(error: unknown): PluginError {
  const text = error instanceof Error ? error.message : String(error)
  if (/too large/i.test(text)) return new PluginError('pixels.too-large', 'Figma takes pictures up to 4096 x 4096 px.', { hint: `${kept} Choose a smaller resolution.`, cause: error })
  if (/too small/i.test(text)) return new PluginError('placement.rejected-by-figma', 'The picture is too small for Figma.', { hint: kept, cause: error })
  return new PluginError('placement.rejected-by-figma', 'Figma takes PNG, JPEG and GIF pictures only.', { hint: kept, cause: error })
}
