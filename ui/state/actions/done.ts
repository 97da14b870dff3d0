import type { ActionContext } from '../action-context'

/** Says in a toast, and to a screen reader, what a press just did. */
export function done({ speech, notify }: Pick<ActionContext, 'speech' | 'notify'>, message: string): void {
  speech.say(message)
  notify({ key: 'done', tone: 'info', message, actions: [], at: 'results', jobId: null })
}
