// What every operation of the sandbox works on, and the guards they share.
import { nodeMember } from '../surface/surface.ts'
import { isInstanceChild } from '../model/instances.ts'
import type { HostDocument } from '../model/document.ts'
import { propOf } from '../model/props.ts'
import type { SvgSettings } from '../model/svg/export.ts'
import type { HostNode } from '../model/types.ts'

export type Manifest = {
  id: string; name: string; documentAccess?: string; permissions?: string[]
  menu?: { command?: string; name?: string; separator?: boolean }[]
  relaunchButtons?: { command: string; name: string; multipleSelection?: boolean }[]
  networkAccess?: { allowedDomains: string[]; devAllowedDomains?: string[]; reasoning?: string }
  [key: string]: unknown
}
export type ExportSettings = SvgSettings & {
  format: 'PNG' | 'JPG' | 'SVG' | 'SVG_STRING' | 'PDF' | 'JSON_REST_V1'
  contentsOnly?: boolean; useAbsoluteBounds?: boolean; colorProfile?: string; suffix?: string
  constraint?: { type: 'SCALE' | 'WIDTH' | 'HEIGHT'; value: number }
}
/** Draws a node as exportAsync does; settings are checked and the node is known to paint something. */
export type Renderer = { exportNode: (document: HostDocument, id: string, settings: ExportSettings) => Promise<Uint8Array> }

export type Context = { document: HostDocument; manifest: Manifest; renderer: Renderer | undefined; loadedFonts: Set<string>; allPagesLoaded: boolean; /** figma.skipInvisibleInstanceChildren. */ skipInvisible: boolean }

export const isDynamicPage = (context: Context): boolean => context.manifest.documentAccess === 'dynamic-page'
export const notImplemented = (member: string): Error => new Error(`not implemented by this host: ${member}`)

/** The node, or Figma's error for one that is gone. */
export function nodeIn(context: Context, id: string, operation: string): HostNode {
  const node = context.document.node(id)
  if (!node) throw new Error(`in ${operation}: The node with id "${id}" does not exist`)
  if (isSkipped(context, node)) throw new Error(`in ${operation}: The node with id "${id}" is invisible inside an instance and cannot be accessed while figma.skipInvisibleInstanceChildren is true`)
  return node
}

/** Left out of everything by skipInvisibleInstanceChildren: invisible inside an instance, or in something that is. */
export function isSkipped(context: Context, node: HostNode): boolean {
  if (!context.skipInvisible) return false
  const chain = [node, ...context.document.ancestors(node.id)], outermost = chain.findLastIndex((one) => one.type === 'INSTANCE')
  return chain.slice(0, Math.max(0, outermost)).some((one) => propOf(one, 'visible') === false)
}

/** Enforces what the typings say about dynamic-page for a member of a node. */
export function checkDynamicPage(context: Context, node: HostNode, member: string, access: 'get' | 'set' | 'call'): void {
  const rule = nodeMember(node.type, member)?.dynamicPage
  if (!rule || !isDynamicPage(context)) return
  const operation = access === 'call' ? member : `${access}_${member}`
  const blocked = (): Error => new Error(`in ${operation}: Cannot call with documentAccess: dynamic-page. Use ${rule.instead ? `node.${rule.instead}` : 'the Async form'} instead.`)
  if (rule.rule === 'throws' || (rule.rule === 'read-only' && access === 'set') || (rule.rule === 'write-only' && access === 'get')) throw blocked()
  if (rule.rule === 'load-page' && node.type === 'PAGE' && !context.document.loadedPages.has(node.id)) {
    throw new Error(`in ${operation}: Cannot access ${member} on a page that has not been explicitly loaded. Call page.loadAsync() first.`)
  }
  if (rule.rule === 'load-all' && !context.allPagesLoaded) throw new Error(`in ${operation}: Cannot call with documentAccess: dynamic-page without calling figma.loadAllPagesAsync first.`)
}

/** Children of instances may be restyled, never restructured (figma/mcp-server-guide; error text as in figma-platform.md 5). */
export function checkOverridable(context: Context, node: HostNode, operation: string): void {
  if (isInstanceChild(context.document, node.id)) throw new Error(`in ${operation}: This property cannot be overriden on an instance`)
}

export const fontName = (font: unknown): string => {
  const { family, style } = (font ?? {}) as { family?: unknown; style?: unknown }
  return `${String(family)} ${String(style)}`
}

/** Text may only change once its font is loaded (typings, loadFontAsync). */
export function checkFont(context: Context, font: unknown, operation: string): void {
  if (context.loadedFonts.has(fontName(font))) return
  const { family, style } = font as { family: string; style: string }
  throw new Error(`in ${operation}: Cannot write to node with unloaded font "${fontName(font)}". Please call figma.loadFontAsync({ family: "${family}", style: "${style}" }) and await the returned promise first.`)
}

/** Every font of the host: Inter with its real style names ("Semi Bold", not "SemiBold"). */
export const availableFonts = ['Thin', 'Extra Light', 'Light', 'Regular', 'Medium', 'Semi Bold', 'Bold', 'Extra Bold', 'Black'].map((style) => ({ family: 'Inter', style }))
