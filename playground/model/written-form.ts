// The document as it is written down: what differs from the defaults, in one order, so that equal documents give equal texts.
import { rotationOf } from './geometry.ts'
import { cornerNames, hasProp, propOf, props, writtenProps } from './props.ts'
import { nodeMember } from '../surface/surface.ts'
import { writtenSegments } from './text-ranges.ts'
import type { HostDocument } from './document.ts'
import type { HostNode, NodeType } from './types.ts'

export type NodeJSON = { id: string; type: NodeType; name: string; children?: NodeJSON[]; [key: string]: unknown }
export type DocumentJSON = NodeJSON & { undoDepth: number }

const always = new Set(['visible', 'locked', 'opacity', 'blendMode', 'clipsContent', 'cornerRadius', 'characters', 'fontSize', 'fontName'])

/** The tree as the plugin API shows it, plus plugin and relaunch data. */
export function toJSON(document: HostDocument): DocumentJSON {
  return { ...nodeToJSON(document, document.must(document.rootId)), undoDepth: document.undoDepth } as DocumentJSON
}

function nodeToJSON(document: HostDocument, node: HostNode): NodeJSON {
  const json: NodeJSON = { id: node.id, type: node.type, name: node.name }
  if (node.type !== 'PAGE' && node.type !== 'DOCUMENT') {
    const t = node.relativeTransform
    Object.assign(json, { x: t[0][2], y: t[1][2], width: node.width, height: node.height, rotation: rotationOf(t), relativeTransform: t })
    if (node.fills) json['fills'] = node.fills
    if (nodeMember(node.type, 'strokes')) json['strokes'] = node.strokes
    if (nodeMember(node.type, 'effects')) json['effects'] = node.effects
  }
  if (node.props['mainComponentId'] !== undefined) json['mainComponent'] = node.props['mainComponentId']
  const written = writtenProps(node), unequal = cornerNames.some((corner) => corner in written)
  for (const name of Object.keys(props)) {
    if (hasProp(node.type, name) && (name in written || (always.has(name) && !(name === 'cornerRadius' && unequal)))) json[name] = propOf(node, name)
  }
  const segments = writtenSegments(node)
  if (segments !== undefined) json['styledTextSegments'] = segments
  Object.assign(json, dataOf(node))
  if (nodeMember(node.type, 'children')) json.children = document.children(node.id).map((child) => nodeToJSON(document, child))
  return structuredClone(json)
}

const sorted = <T>(record: Record<string, T>): Record<string, T> => Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)))
const full = (record: object): boolean => Object.keys(record).length > 0

function dataOf(node: HostNode): Record<string, unknown> {
  const shared = Object.entries(node.sharedPluginData).filter(([, entries]) => full(entries)).map(([space, entries]) => [space, sorted(entries)] as const)
  return {
    ...(full(node.pluginData) ? { pluginData: sorted(node.pluginData) } : {}),
    ...(shared.length ? { sharedPluginData: sorted(Object.fromEntries(shared)) } : {}),
    ...(full(node.relaunchData) ? { relaunchData: sorted(node.relaunchData) } : {}),
  }
}

const contentOf = ({ props: _props, pluginData: _data, sharedPluginData: _shared, relaunchData: _relaunch, ...fields }: HostNode, node: HostNode): string =>
  JSON.stringify([Object.entries(sorted(fields)), writtenProps(node), dataOf(node)])

/** True when the two differ in nothing that can be seen or read. */
export const sameContent = (a: HostNode, b: HostNode): boolean => a === b || contentOf(a, a) === contentOf(b, b)
