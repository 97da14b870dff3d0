// exportAsync: checks the settings and that there is something to see; drawing is the renderer's.
import { absoluteBoxOf, renderBoundsOf } from '../model/geometry.ts'
import { Unsupported } from '../model/svg/style.ts'
import { nodeToSvg } from '../model/svg/export.ts'
import { notImplemented, type Context, type ExportSettings } from './context.ts'
import type { HostNode } from '../model/types.ts'

const raster = ['format', 'contentsOnly', 'useAbsoluteBounds', 'suffix', 'constraint', 'colorProfile']
const svgOnly = ['svgOutlineText', 'svgIdAttribute', 'svgSimplifyStroke']
const formats = ['PNG', 'JPG', 'SVG', 'SVG_STRING', 'PDF', 'JSON_REST_V1']
const fail = (message: string): never => { throw new Error(`in exportAsync: ${message}`) }

/** Settings with nothing unknown or out of range (typings, ExportSettings). Default is PNG at scale 1. */
export function checkExportSettings(value: unknown): ExportSettings {
  if (value === undefined) return { format: 'PNG' }
  if (typeof value !== 'object' || value === null) return fail('Expected an object of settings')
  const settings = value as Record<string, unknown>
  if (!formats.includes(settings['format'] as string)) fail(`Property "format" failed validation: Expected ${formats.map((f) => `'${f}'`).join(' | ')}, received ${JSON.stringify(settings['format'])}`)
  const image = settings['format'] === 'PNG' || settings['format'] === 'JPG', svg = settings['format'] === 'SVG' || settings['format'] === 'SVG_STRING'
  for (const key of Object.keys(settings)) {
    if (!raster.includes(key) && !svgOnly.includes(key)) fail(`Unrecognized key(s) in object: '${key}'`)
    if (key === 'constraint' && !image) fail('"constraint" is only allowed with PNG and JPG')
    if (svgOnly.includes(key) && !svg) fail(`Unrecognized key(s) in object: '${key}'`)
  }
  for (const key of ['contentsOnly', 'useAbsoluteBounds', 'svgOutlineText', 'svgIdAttribute', 'svgSimplifyStroke']) if (settings[key] !== undefined && typeof settings[key] !== 'boolean') fail(`Property "${key}" failed validation: Expected boolean, received ${typeof settings[key]}`)
  if (settings['colorProfile'] !== undefined && !['DOCUMENT', 'SRGB', 'DISPLAY_P3_V4'].includes(settings['colorProfile'] as string)) fail('Property "colorProfile" failed validation')
  const constraint = settings['constraint'] as Record<string, unknown> | undefined
  if (constraint !== undefined) {
    if (typeof constraint !== 'object' || !['SCALE', 'WIDTH', 'HEIGHT'].includes(constraint['type'] as string)) fail(`Property "constraint.type" failed validation: Expected 'SCALE' | 'WIDTH' | 'HEIGHT'`)
    if (typeof constraint['value'] !== 'number' || !(constraint['value'] > 0) || !Number.isFinite(constraint['value'])) fail('Property "constraint.value" failed validation: Expected number > 0')
    for (const key of Object.keys(constraint)) if (key !== 'type' && key !== 'value') fail(`Unrecognized key(s) in object: '${key}'`)
  }
  return settings as ExportSettings
}

function toSvg({ document }: Context, node: HostNode, settings: ExportSettings): string {
  if (settings.contentsOnly === false || node.type === 'PAGE' || node.type === 'SLICE') throw notImplemented(`exportAsync ${settings.format} of a region`)
  try {
    return nodeToSvg(document, node, settings.useAbsoluteBounds ? absoluteBoxOf(document, node) : renderBoundsOf(document, node)!, settings)
  } catch (error) {
    throw error instanceof Unsupported ? notImplemented(`exportAsync ${settings.format} with ${error.message}`) : error
  }
}

/** Resolves to the encoded bytes, or to a text for SVG_STRING. Rejects for a layer of which nothing is seen (message: figma-platform.md 2.3). */
export async function exportNode(context: Context, node: HostNode, args: unknown[]): Promise<Uint8Array | string> {
  const settings = checkExportSettings(args[0])
  if (settings.format === 'PDF' || settings.format === 'JSON_REST_V1') throw notImplemented(`exportAsync ${settings.format}`)
  if (settings.colorProfile === 'DISPLAY_P3_V4') throw notImplemented('exportAsync colorProfile DISPLAY_P3_V4')
  const { document, renderer } = context
  const seen = node.type === 'PAGE' || node.type === 'SLICE' ? node.type === 'SLICE' || node.childIds.some((id) => renderBoundsOf(document, document.must(id))) : renderBoundsOf(document, node) !== null
  if (!seen) throw new Error('in exportAsync: Failed to export node. This node may not have any visible layers.')
  if (settings.format === 'SVG_STRING') return toSvg(context, node, settings)
  if (settings.format === 'SVG') return new TextEncoder().encode(toSvg(context, node, settings))
  if (!renderer) throw notImplemented('exportAsync without a renderer')
  return renderer.exportNode(document, node.id, settings)
}
