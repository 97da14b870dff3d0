/** Encodes a canvas. In a window Chromium does that in the idle time between two frames and waits for seconds where none are drawn: frames are asked for until it is done. */
export async function canvasToBlob(canvas: OffscreenCanvas, options: ImageEncodeOptions): Promise<Blob> {
  let waiting = typeof document !== 'undefined'
  const next = (): void => {
    if (waiting) requestAnimationFrame(next)
  }
  next()
  try {
    return await canvas.convertToBlob(options)
  } finally {
    waiting = false
  }
}
