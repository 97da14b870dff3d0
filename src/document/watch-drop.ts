// A picture dragged from the window onto the canvas.
export type Drop = { resultKey: string; nodeId: string | null; x: number; y: number }

/** Takes over drops that carry one of Inlay's results; all others stay Figma's. Page coordinates. */
export function watchDrop(tell: (drop: Drop) => void): () => void {
  const onDrop = (event: DropEvent): boolean => {
    const metadata = event.dropMetadata as { inlayResultKey?: unknown } | null | undefined
    const key = metadata?.inlayResultKey
    if (typeof key !== 'string') return true
    const onPage = event.node.type === 'PAGE' || event.node.type === 'DOCUMENT'
    tell({ resultKey: key.slice(0, 200), nodeId: onPage ? null : event.node.id, x: event.absoluteX, y: event.absoluteY })
    return false
  }
  figma.on('drop', onDrop)
  return () => figma.off('drop', onDrop)
}
