// The one error that pixel work raises without meaning to.
import { PluginError } from '../../src/shared/errors'

/** A failed allocation as pixels.out-of-memory; anything else as it is. */
export const nameMemoryError = (error: unknown): unknown =>
  error instanceof RangeError && /alloc|memory|typed array length/i.test(error.message) ? new PluginError('pixels.out-of-memory', 'There is not enough memory for this picture.', { cause: error }) : error
