// The stored picture of a layer and how it lies on the canvas.
import { PluginError } from '../shared/errors'
import type { Asks } from '../shared/protocol'
import type { RunMemory } from './run-memory'

export async function readSource(_wish: Asks['source.read']['body'], _memory: RunMemory): Promise<Asks['source.read']['reply']> {
  throw new PluginError('selection.unsupported', 'Pictures cannot be edited in place yet.')
}
