// Methods and values of `figma` that work on the document. Windows, timers and messages are in index.ts.
import { freshNode, insertNode, type SceneNode } from '../model/scene.ts'
import { svgToScene, Unsupported } from '../model/svg/import.ts'
import { blankNode } from '../model/document.ts'
import { segmentsOf } from '../model/text-ranges.ts'
import { surface } from '../surface/surface.ts'
import { availableFonts, fontName, isDynamicPage, isSkipped, nodeIn, notImplemented, type Context } from './context.ts'
import { groupMethods } from './group-methods.ts'
import { ImageRef, NodeRef, RecordRef } from './refs.ts'
import type { HostStyle, HostVariable, NodeType } from '../model/types.ts'

export type FigmaMethod = (context: Context, args: unknown[]) => unknown

/** New nodes land at 0,0 on the current page (figma/mcp-server-guide). */
const create = (type: NodeType): FigmaMethod => (context) => {
  const { document } = context, id = document.newId()
  document.change('plugin', () => {
    const page = document.must(document.currentPageId), node = freshNode(id, type, page.id)
    if (type === 'BOOLEAN_OPERATION') Object.assign(node, { width: 0, height: 0 })
    if (type === 'TEXT') Object.assign(node, { width: 0, height: 14, props: { textAutoResize: 'WIDTH_AND_HEIGHT' } })
    document.put(node)
    document.put({ ...page, childIds: [...page.childIds, id] })
  })
  return new NodeRef(id)
}

const styleRef = (style: HostStyle): RecordRef => new RecordRef('style', { PAINT: 'PaintStyle', EFFECT: 'EffectStyle', TEXT: 'TextStyle', GRID: 'GridStyle' }[style.type], { ...style, key: style.id, remote: false, description: style.description ?? '' })
const variableRef = (variable: HostVariable): RecordRef => new RecordRef('variable', 'Variable', { id: variable.id, name: variable.name, resolvedType: variable.resolvedType, variableCollectionId: variable.collectionId, valuesByMode: { '1:0': variable.value }, remote: false, key: variable.id, scopes: ['ALL_SCOPES'], hiddenFromPublishing: false })
const localStyles = (type: HostStyle['type']): FigmaMethod => async (context) => [...context.document.state.styles.values()].filter((style) => style.type === type).map(styleRef)
const bytesArg = (value: unknown, operation: string): Uint8Array => {
  if (!(value instanceof Uint8Array)) throw new Error(`in ${operation}: Expected "data" to have type Uint8Array but got ${value === null ? 'null' : typeof value} instead`)
  return value
}
const textArg = (value: unknown, operation: string, name: string): string => {
  if (typeof value !== 'string') throw new Error(`in ${operation}: Expected "${name}" to have type string but got ${value === null ? 'null' : typeof value} instead`)
  return value
}
const base64Characters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

export const figmaMethods: Record<string, FigmaMethod> = {
  getNodeByIdAsync: async (context, [id]) => {
    const node = context.document.node(textArg(id, 'getNodeByIdAsync', 'id'))
    return node && !isSkipped(context, node) ? new NodeRef(node.id) : null
  },
  setCurrentPageAsync: async (context, [page]) => {
    if (!(page instanceof NodeRef) || nodeIn(context, page.id, 'setCurrentPageAsync').type !== 'PAGE') throw new Error('in setCurrentPageAsync: Expected a page')
    context.document.switchPage(page.id, 'plugin')
  },
  loadAllPagesAsync: async (context) => {
    context.allPagesLoaded = true
    for (const page of context.document.pages()) context.document.loadedPages.add(page.id)
  },
  createRectangle: create('RECTANGLE'), createFrame: create('FRAME'), createEllipse: create('ELLIPSE'), createText: create('TEXT'), createSection: create('SECTION'),
  createComponent: create('COMPONENT'), createVector: create('VECTOR'), createLine: create('LINE'), createPolygon: create('POLYGON'), createStar: create('STAR'), createSlice: create('SLICE'), createBooleanOperation: create('BOOLEAN_OPERATION'),
  createPage: (context) => {
    const { document } = context, id = document.newId()
    document.change('plugin', () => {
      const root = document.must(document.rootId)
      document.put(blankNode(id, 'PAGE', `Page ${root.childIds.length + 1}`, root.id))
      document.put({ ...root, childIds: [...root.childIds, id] })
    })
    document.loadedPages.add(id)
    return new NodeRef(id)
  },
  ...groupMethods,
  createNodeFromSvg: (context, [svg]) => {
    const { document } = context, text = textArg(svg, 'createNodeFromSvg', 'svg')
    let scene: SceneNode
    try {
      scene = svgToScene(text)
    } catch (error) {
      throw error instanceof Unsupported ? notImplemented(`figma.createNodeFromSvg with ${error.message}`) : new Error(`in createNodeFromSvg: The SVG cannot be read: ${(error as Error).message}`)
    }
    return new NodeRef(document.change('plugin', () => insertNode(document, document.currentPageId, scene, 'svg')))
  },
  createImage: (context, [data]) => {
    const bytes = bytesArg(data, 'createImage')
    try { return new ImageRef(context.document.addImage(bytes, 'plugin').hash) } catch (error) { throw new Error(`in createImage: ${(error as Error).message}`) }
  },
  getImageByHash: (context, [hash]) => (typeof hash === 'string' && context.document.image(hash) ? new ImageRef(hash) : null),
  commitUndo: (context) => { context.document.commitUndo() },
  triggerUndo: (context) => { context.document.undo('plugin') },
  saveVersionHistoryAsync: async (_, [title]) => {
    if (typeof title !== 'string' || title === '') throw new Error('in saveVersionHistoryAsync: The title must be a non-empty string')
    throw notImplemented('figma.saveVersionHistoryAsync')
  },
  loadFontAsync: async (context, [font]) => {
    if (!availableFonts.some((known) => fontName(known) === fontName(font))) throw new Error(`in loadFontAsync: The font "${fontName(font)}" could not be loaded`)
    context.loadedFonts.add(fontName(font))
  },
  listAvailableFontsAsync: async () => availableFonts.map((font) => ({ fontName: font })),
  base64Encode: (_, [data]) => {
    const bytes = bytesArg(data, 'base64Encode')
    const parts: string[] = []
    for (let at = 0; at < bytes.length; at += 0x6000) parts.push(btoa(String.fromCharCode(...bytes.subarray(at, at + 0x6000))))
    return parts.join('')
  },
  base64Decode: (_, [text]) => {
    if (typeof text !== 'string' || [...text.replace(/=+$/, '')].some((c) => !base64Characters.includes(c))) throw new Error('in base64Decode: Expected base64 text')
    return Uint8Array.from(atob(text), (c) => c.charCodeAt(0))
  },
  getStyleByIdAsync: async (context, [id]) => {
    const style = context.document.state.styles.get(textArg(id, 'getStyleByIdAsync', 'id'))
    return style ? styleRef(style) : null
  },
  getLocalPaintStylesAsync: localStyles('PAINT'), getLocalEffectStylesAsync: localStyles('EFFECT'), getLocalTextStylesAsync: localStyles('TEXT'), getLocalGridStylesAsync: localStyles('GRID'),
  'variables.getVariableByIdAsync': async (context, [id]) => {
    const variable = context.document.state.variables.get(textArg(id, 'getVariableByIdAsync', 'id'))
    return variable ? variableRef(variable) : null
  },
  'variables.getLocalVariablesAsync': async (context, [type]) => [...context.document.state.variables.values()].filter((variable) => type === undefined || variable.resolvedType === type).map(variableRef),
  'clientStorage.getAsync': async (context, [key]) => context.document.storage.get(textArg(key, 'getAsync', 'key')),
  'clientStorage.setAsync': async (context, [key, value]) => {
    const name = textArg(key, 'setAsync', 'key')
    try { context.document.storage.set(name, value) } catch (error) { throw new Error(`in setAsync: ${(error as Error).message}`) }
  },
  'clientStorage.deleteAsync': async (context, [key]) => { context.document.storage.delete(textArg(key, 'deleteAsync', 'key')) },
  'clientStorage.keysAsync': async (context) => context.document.storage.keys(),
  'util.rgb': (_, [color]) => { const { r, g, b } = parseColor(color, 'rgb'); return { r, g, b } },
  'util.rgba': (_, [color]) => parseColor(color, 'rgba'),
  'util.solidPaint': (_, [color, overrides]) => { const { r, g, b, a } = parseColor(color, 'solidPaint'); return { type: 'SOLID', color: { r, g, b }, opacity: a, ...(overrides as object | undefined) } },
}

function parseColor(color: unknown, operation: string): { r: number; g: number; b: number; a: number } {
  if (typeof color === 'object' && color !== null) return { a: 1, ...(color as { r: number; g: number; b: number }) }
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{4}|[0-9a-f]{6}|[0-9a-f]{8})$/i.exec(String(color))?.[1]
  if (!hex) throw notImplemented(`figma.util.${operation} of "${String(color)}"`)
  const full = hex.length < 5 ? [...hex].map((c) => c + c).join('') : hex
  const [r, g, b, a] = [0, 2, 4, 6].map((at) => parseInt(full.slice(at, at + 2) || 'ff', 16) / 255) as [number, number, number, number]
  return { r, g, b, a }
}

/** Values of `figma` read on every access. */
export function getFigma(context: Context, name: string): unknown {
  if (name === 'root') return new NodeRef(context.document.rootId)
  if (name === 'currentPage') return new NodeRef(context.document.currentPageId)
  if (name === 'skipInvisibleInstanceChildren') return context.skipInvisible
  if (name === 'hasMissingFont') return [...context.document.state.nodes.values()].some((node) => node.type === 'TEXT' && segmentsOf(node).some((segment) => !availableFonts.some((font) => fontName(font) === fontName(segment.fontName))))
  if (name === 'fileKey') return undefined
  if (name === 'currentUser') {
    if (!context.manifest.permissions?.includes('currentuser')) throw new Error('in get_currentUser: "currentuser" is not in the permissions of the manifest')
    return { id: '1', name: 'Playground', photoUrl: null, color: '#0d99ff', sessionId: 1 }
  }
  if (name === 'activeUsers') throw new Error('in get_activeUsers: "activeusers" is not in the permissions of the manifest')
  throw notImplemented(`figma.${name}`)
}

export function setFigma(context: Context, name: string, value: unknown): void {
  if (name === 'currentPage') {
    if (isDynamicPage(context)) throw new Error('in set_currentPage: Cannot call with documentAccess: dynamic-page. Use figma.setCurrentPageAsync instead.')
    context.document.switchPage((value as NodeRef).id, 'plugin')
    return
  }
  if (name === 'skipInvisibleInstanceChildren') {
    if (typeof value !== 'boolean') throw new Error(`in set_${name}: Expected "${name}" to have type boolean but got ${typeof value} instead`)
    context.skipInvisible = value
    return
  }
  throw notImplemented(`figma.${name} (write)`)
}

/** A sub-object's or figma's method, with what the typings say about dynamic-page. */
export function callFigma(context: Context, name: string, args: unknown[]): unknown {
  const [object, member] = name.includes('.') ? [`figma.${name.split('.')[0]}`, name.split('.')[1]!] : ['figma', name]
  const rule = surface.objects[object]?.[member]?.dynamicPage
  if (rule?.rule === 'throws' && isDynamicPage(context)) throw new Error(`in ${member}: Cannot call with documentAccess: dynamic-page. Use ${object}.${rule.instead ?? `${member}Async`} instead.`)
  const method = figmaMethods[name]
  if (!method) throw notImplemented(`figma.${name}`)
  return method(context, args)
}
