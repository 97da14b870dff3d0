// Records and tuples of the messages as one check each: zod's own kinds of them would be 6 of the sandbox's 100 KB.
import * as z from 'zod/mini'

/** An object of any keys whose values all fit. Values are passed on as they are. */
export const recordOf = <T>(value: z.ZodMiniType<T>) => z.custom<Record<string, T>>(
  (given) => typeof given === 'object' && given !== null && !Array.isArray(given) && Object.keys(given).every((key) => value.safeParse((given as Record<string, unknown>)[key]).success),
  'expected a record',
)

export const isNumbers = (given: unknown, length: number): boolean => Array.isArray(given) && given.length === length && given.every((item) => typeof item === 'number' && !isNaN(item))
