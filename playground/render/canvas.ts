// The little of a canvas that the renderer needs, so that one renderer runs in Chromium and in Node.

export type Context = Omit<OffscreenCanvasRenderingContext2D, 'canvas'>

/** A decoded picture; px. */
export type Picture = { readonly width: number; readonly height: number; readonly source: CanvasImageSource }

export type Surface = Picture & {
  readonly context: Context
  /** `quality` 0 to 1, for JPEG. */
  encode(mime: 'image/png' | 'image/jpeg', quality?: number): Promise<Uint8Array>
}

export type CanvasFactory = {
  createCanvas(widthPx: number, heightPx: number): Surface
  decode(bytes: Uint8Array, mime: string): Promise<Picture>
  /** SVG path data. */
  path(data?: string): Path2D
}
