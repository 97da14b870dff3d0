// Figma's own toast, with Show when it is about a layer.
import { toErrorReport } from '../shared/errors'
import { showLayer } from './show-layer'

export function notify({ message, tone, nodeId }: { message: string; tone: 'plain' | 'error'; nodeId: string | null }, onProblem: (error: unknown) => void): void {
  figma.notify(message, {
    error: tone === 'error',
    ...(nodeId === null ? {} : { button: { text: 'Show', action: () => { showLayer(nodeId).catch(onProblem) } } }),
  })
}

/** Tells of what no ask is waiting for (a full storage, a message that was not understood): each kind once a session. Figma shows 100 characters. */
export function createProblemNotice(): (error: unknown) => void {
  const told = new Set<string>()
  return (error) => {
    const { code, message } = toErrorReport(error)
    if (told.has(code)) return
    told.add(code)
    figma.notify(message.slice(0, 100), { error: true })
  }
}
