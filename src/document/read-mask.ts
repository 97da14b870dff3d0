// One mask shape as a picture in the place of the source under it.
import { PluginError } from '../shared/errors'
import type { Asks } from '../shared/protocol'
import type { RunMemory } from './run-memory'

export async function readMask(_wish: Asks['mask.read']['body'], _memory: RunMemory): Promise<Asks['mask.read']['reply']> {
  throw new PluginError('selection.unsupported', 'Masks cannot be read yet.')
}
