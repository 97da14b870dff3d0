// Reports of errors as they are checked in messages; errors.ts goes without the schema library, as the pixel worker does.
import * as z from 'zod/mini'
import { errorCodes } from './errors'
import { recordOf } from './light-schemas'

/** What a notice's next step does when it is pressed. `label` is shown; unknown kinds are refused at the boundary. */
export const errorAction = z.object({
  kind: z.enum(['open-settings', 'retry', 'use-demo', 'use-model', 'run-with', 'open-link', 'copy-request-id', 'edit-prompt', 'choose-layer', 'place-on-page', 'show', 'report', 'reopen', 'cancel-waiting', 'edit-whole', 'resume']),
  label: z.string(),
  value: z.optional(z.string()),
})
export type ErrorAction = z.infer<typeof errorAction>

/** Serialisable, redacted form of a PluginError: what crosses the channel and what is kept. */
export const errorReport = z.object({
  code: z.enum(errorCodes),
  message: z.string(),
  hint: z.string(),
  actions: z.array(errorAction),
  retryable: z.boolean(),
  retryAfterMs: z.optional(z.number()),
  providerRequestId: z.optional(z.string()),
  details: z.optional(recordOf(z.custom<string | number | boolean>((value) => ['string', 'number', 'boolean'].indexOf(typeof value) >= 0))),
})
export type ErrorReport = z.infer<typeof errorReport>
