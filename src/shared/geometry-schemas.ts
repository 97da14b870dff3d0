// Extents, bounds and affine maps as they are checked in messages.
import * as z from 'zod/mini'
import type { Affine } from './geometry'
import { isNumbers } from './light-schemas'

export const extent = z.object({ width: z.number(), height: z.number() })
export const bounds = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() })
export const affine = z.custom<Affine>((value) => Array.isArray(value) && value.length === 2 && value.every((row) => isNumbers(row, 3)), 'expected an affine map')
