// What stands around layers that are to be filled: enough to tell which words belong to which of them.
import * as z from 'zod/mini'
import { bounds } from './geometry-schemas'

export const cardNode = z.object({
  id: z.string(),
  /** Null directly on the page. */
  parentId: z.nullable(z.string()),
  /** Untrusted, cleaned. */
  name: z.string(),
  type: z.string(),
  bounds,
  /** Of text layers, cleaned; at most 500 characters. */
  text: z.optional(z.string()),
  /** Font size of a text of one size. */
  fontSize: z.optional(z.number()),
})
export type CardNode = z.infer<typeof cardNode>
