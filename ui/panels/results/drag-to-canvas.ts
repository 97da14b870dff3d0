// Dragging a result out of the window onto the canvas (figma-platform.md, Drop).

/** For an element that carries one result. The drop is told to Figma only when it ended outside the window. */
export const dragToCanvas = (resultKey: string) => ({
  draggable: true,
  onDragStart(event: DragEvent): void {
    event.dataTransfer?.setData('text/plain', '')
    if (event.dataTransfer) event.dataTransfer.effectAllowed = 'copy'
  },
  onDragEnd(event: DragEvent): void {
    const { clientX, clientY } = event
    if (clientX >= 0 && clientY >= 0 && clientX < window.innerWidth && clientY < window.innerHeight) return
    parent.postMessage({ pluginDrop: { clientX, clientY, dropMetadata: { inlayResultKey: resultKey } } }, '*')
  },
})
