import { describe, expect, it } from 'vitest'
import { PluginError } from '../../../src/shared/errors'
import { imageError, targetGone, writeError } from '../../../src/document/placement-errors'

describe('why a picture could not be placed', () => {
  it.each([
    ['in set_fills: Cannot write to internal and read-only node', 'placement.read-only', 'Hero cannot be changed here.'],
    ['This property cannot be overriden on an instance', 'placement.read-only', 'Hero cannot be changed here.'],
    ['in set_fills: Property "fills" failed validation', 'placement.rejected-by-figma', 'Figma did not accept the picture for Hero.'],
  ])('writing: %s', (text, code, message) => {
    expect(writeError('Hero', new Error(text))).toMatchObject({ code, message, hint: 'The picture is kept in Results.', actions: [{ kind: 'place-on-page' }, { kind: 'choose-layer' }] })
  })
  it('passes its own errors on', () => {
    const own = new PluginError('selection.locked', 'Hero is locked.')
    expect(writeError('Hero', own)).toBe(own)
  })
  it.each([
    ['Image is too large', 'pixels.too-large'], ['Image is too small', 'placement.rejected-by-figma'], ['Image type is unsupported', 'placement.rejected-by-figma'],
  ])('createImage: %s', (text, code) => expect(imageError(new Error(`in createImage: ${text}`))).toMatchObject({ code }))
  it('names a layer that is gone', () => expect(targetGone('Hero').message).toBe('Hero was deleted meanwhile. The picture is kept in Results.'))
})
