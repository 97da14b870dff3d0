// The document as the host holds it. Plain data with the plugin API's own property names and spaces; nothing here knows QuickJS, the screen or the plugin.

export type NodeType =
  | 'DOCUMENT' | 'PAGE' | 'FRAME' | 'GROUP' | 'SECTION' | 'COMPONENT' | 'COMPONENT_SET' | 'INSTANCE'
  | 'RECTANGLE' | 'ELLIPSE' | 'POLYGON' | 'STAR' | 'LINE' | 'VECTOR' | 'BOOLEAN_OPERATION' | 'TEXT' | 'SLICE'

/** 2x3, as the plugin API: [[a, c, tx], [b, d, ty]]. */
export type Transform = [[number, number, number], [number, number, number]]

export type Color = { r: number; g: number; b: number }
type PaintBase = { visible?: boolean; opacity?: number; blendMode?: string }
export type SolidPaint = PaintBase & { type: 'SOLID'; color: Color; boundVariables?: Record<string, unknown> }
export type GradientPaint = PaintBase & { type: 'GRADIENT_LINEAR' | 'GRADIENT_RADIAL' | 'GRADIENT_ANGULAR' | 'GRADIENT_DIAMOND'; gradientStops: { position: number; color: Color & { a: number } }[]; gradientTransform: Transform }
export type ImagePaint = PaintBase & {
  type: 'IMAGE'; imageHash: string | null; scaleMode: 'FILL' | 'FIT' | 'CROP' | 'TILE'
  imageTransform?: Transform; scalingFactor?: number; rotation?: number
  filters?: Partial<Record<'exposure' | 'contrast' | 'saturation' | 'temperature' | 'tint' | 'highlights' | 'shadows', number>>
}
export type OtherPaint = PaintBase & { type: 'VIDEO' | 'PATTERN' | 'SHADER'; [key: string]: unknown }
export type Paint = SolidPaint | GradientPaint | ImagePaint | OtherPaint

export type Effect = { type: string; visible?: boolean; [key: string]: unknown }

/**
 * One node. `relativeTransform` is the truth for position and rotation and is in the space of the nearest ancestor that is not a
 * GROUP or BOOLEAN_OPERATION, as in the plugin API; `x`, `y` and `rotation` are derived from it.
 * `width` and `height` are the untransformed box in canvas units. Groups and booleans derive theirs from their children.
 * `props` holds every further property by its plugin-API name ("opacity", "clipsContent", "characters", "layoutMode"...); a missing one has the type's default.
 */
export type HostNode = {
  readonly id: string
  readonly type: NodeType
  name: string
  parentId: string | null
  childIds: string[]
  removed: boolean
  relativeTransform: Transform
  width: number
  height: number
  /** Null on types without fills; 'mixed' only on text. */
  fills: Paint[] | 'mixed' | null
  strokes: Paint[]
  effects: Effect[]
  props: Record<string, unknown>
  pluginData: Record<string, string>
  sharedPluginData: Record<string, Record<string, string>>
  relaunchData: Record<string, string>
}

/** Encoded picture in the document's image store, by content hash (SHA-1 of the bytes, lower-case hex). */
export type HostImage = { hash: string; bytes: Uint8Array; mime: 'image/png' | 'image/jpeg' | 'image/gif'; width: number; height: number }

/** What the renderer needs of a document; implemented by HostDocument. */
export type DocumentView = {
  node(id: string): HostNode | undefined
  children(id: string): HostNode[]
  image(hash: string): HostImage | undefined
  /** Page (or parent frame) space: maps the node's own box to the page. */
  absoluteTransform(id: string): Transform
}

/** A named look that nodes link to by id (plugin API's styles, as far as the host keeps them). */
export type HostStyle = { id: string; name: string; type: 'PAINT' | 'EFFECT' | 'TEXT' | 'GRID'; paints?: Paint[]; effects?: Effect[]; /** Text styles only. */ fontName?: { family: string; style: string }; fontSize?: number; description?: string }
/** A variable with one mode. Colours are { r, g, b, a? } in 0-1. */
export type HostVariable = { id: string; name: string; resolvedType: 'COLOR' | 'STRING' | 'FLOAT' | 'BOOLEAN'; value: unknown; collectionId: string }
