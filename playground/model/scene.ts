// Scenes (design D1) to documents. Nodes use the plugin API's own names; whatever is not known is refused with its path.
import { nodeMember } from '../surface/surface.ts'
import { HostDocument, blankNode } from './document.ts'
import { rangeKeys, withRange, type TextSegment } from './text-ranges.ts'
import { fitText, type MeasureText } from './text-size.ts'
import { withRotation } from './geometry.ts'
import { mainComponentIdOf, markOverride, syncInstances } from './instances.ts'
import { checkEffects, checkPaints, completePaint } from './paints.ts'
import { checkProp, hasProp, withProp } from './props.ts'
import { sameContent } from './written-form.ts'
import type { Effect, HostNode, HostStyle, HostVariable, NodeType, Paint, Transform } from './types.ts'

export type SceneNode = { type: NodeType; [key: string]: unknown }
export type ScenePage = { id?: string; name?: string; children?: SceneNode[]; [key: string]: unknown }
export type Scene = { name?: string; pages?: ScenePage[]; nodes?: SceneNode[]; styles?: Partial<HostStyle>[]; variables?: Partial<HostVariable>[]; /** Of the document itself. */ pluginData?: Record<string, string>; [key: string]: unknown }
/** `image` gives the bytes of a picture named in a paint's "image". */
export type SceneOptions = { image?: (path: string) => Uint8Array; measureText?: MeasureText }

/** Every picture path in the scene, for callers that must fetch them first. */
export function imagePathsOf(scene: unknown): string[] {
  if (typeof scene !== 'object' || scene === null) return []
  if (Array.isArray(scene)) return [...new Set(scene.flatMap(imagePathsOf))]
  const record = scene as Record<string, unknown>
  const own = record['type'] === 'IMAGE' && typeof record['image'] === 'string' ? [record['image']] : []
  return [...new Set([...own, ...Object.values(record).flatMap(imagePathsOf)])]
}

const idsOf = (nodes: readonly { id?: unknown; children?: unknown }[]): string[] =>
  nodes.flatMap((node) => [...(typeof node?.id === 'string' ? [node.id] : []), ...(Array.isArray(node?.children) ? idsOf(node.children as { id?: unknown }[]) : [])])

/** Builds a document. Throws with the path of what is wrong. */
export function fromScene(scene: Scene, options: SceneOptions = {}): HostDocument {
  const known = ['name', 'pages', 'nodes', 'styles', 'variables', 'pluginData']
  for (const key of Object.keys(scene)) if (!known.includes(key)) throw new Error(`scene.${key}: unknown key; expected one of ${known.join(', ')}`)
  if (!scene.pages && !scene.nodes) throw new Error('scene: expected "pages" or "nodes"')
  const pages = scene.pages ?? [{ children: scene.nodes ?? [] }]
  if (!pages.length) throw new Error('scene.pages: expected at least one page')
  const document = new HostDocument()
  if (scene.name) document.name = scene.name
  document.measureText = options.measureText
  document.reserveIds(idsOf(pages))
  document.change('load', () => {
    document.drop('0:1')
    if (scene.pluginData) {
      strings(scene.pluginData, 'scene.pluginData')
      document.state.nodes.set(document.rootId, { ...document.must(document.rootId), pluginData: { ...scene.pluginData } })
    }
    for (const style of scene.styles ?? []) document.state.styles.set(style.id ?? `S:${style.name}`, readStyle(document, style, options))
    for (const [i, variable] of (scene.variables ?? []).entries()) {
      const id = variable.id ?? `VariableID:${i + 1}`
      document.state.variables.set(id, { id, name: variable.name ?? id, resolvedType: variable.resolvedType ?? 'STRING', value: variable.value, collectionId: variable.collectionId ?? 'VariableCollectionId:1' })
    }
    pages.forEach((page, i) => readPage(document, page, scene.pages ? `pages[${i}]` : '', i, options))
    linkInstances(document, pages.map((page, i) => ({ scene: { ...page, type: 'PAGE' }, id: document.pages()[i]!.id, path: scene.pages ? `pages[${i}]` : '' })), options)
  })
  document.state.currentPageId = document.pages()[0]!.id
  document.loadedPages.clear()
  document.loadedPages.add(document.currentPageId)
  return document
}

function readStyle(document: HostDocument, style: Partial<HostStyle>, options: SceneOptions): HostStyle {
  const name = style.name ?? 'Style'
  const text = style.type === 'TEXT' ? { fontName: style.fontName ?? { family: 'Inter', style: 'Regular' }, fontSize: style.fontSize ?? 12 } : {}
  return { id: style.id ?? `S:${name}`, name, type: style.type ?? 'PAINT', ...text, ...(style.paints ? { paints: readPaints(document, style.paints, `styles.${name}.paints`, options) } : {}), ...(style.effects ? { effects: style.effects } : {}) }
}

function readPage(document: HostDocument, page: ScenePage, path: string, index: number, options: SceneOptions): void {
  const id = page.id ?? `0:${index + 1}`
  let node = blankNode(id, 'PAGE', page.name ?? `Page ${index + 1}`, document.rootId)
  for (const [key, value] of Object.entries(page)) {
    if (['id', 'name', 'children', 'type'].includes(key)) continue
    node = assign(document, node, key, value, `${path}.${key}`, options)
  }
  attach(document, node, document.rootId)
  const nodes = page.children ?? []
  nodes.forEach((child, i) => readNode(document, id, child, path ? `${path}.children[${i}]` : `nodes[${i}]`, options))
}

function attach(document: HostDocument, node: HostNode, parentId: string, index?: number): void {
  if (document.node(node.id)) throw new Error(`two nodes have the id "${node.id}"`)
  const parent = document.must(parentId), at = index ?? parent.childIds.length
  document.put({ ...node, parentId })
  document.put({ ...parent, childIds: [...parent.childIds.slice(0, at), node.id, ...parent.childIds.slice(at)] })
}

const titles: Partial<Record<NodeType, string>> = { COMPONENT_SET: 'Component set', BOOLEAN_OPERATION: 'Union' }
const titleOf = (type: NodeType): string => titles[type] ?? type[0] + type.slice(1).toLowerCase()
const solid = (v: number): Paint => ({ type: 'SOLID', visible: true, opacity: 1, blendMode: 'NORMAL', color: { r: v, g: v, b: v } })

/** A node of a type as the editor makes it, before any property is given. Box 100 x 100. */
export function freshNode(id: string, type: NodeType, parentId: string | null): HostNode {
  const node = { ...blankNode(id, type, titleOf(type), parentId), width: 100, height: 100 }
  if (type === 'LINE') node.height = 0
  if (nodeMember(type, 'fills')) node.fills = type === 'TEXT' ? [solid(0)] : ['FRAME', 'COMPONENT', 'INSTANCE', 'SECTION'].includes(type) ? [solid(1)] : type === 'LINE' || type === 'VECTOR' || type === 'COMPONENT_SET' ? [] : [solid(0.8509804)]
  if (type === 'LINE' || type === 'VECTOR') node.strokes = [solid(0)]
  return node
}

/** Adds a scene node below `parentId` and gives its id. Only inside `change`. Throws with the path of what is wrong. */
export function insertNode(document: HostDocument, parentId: string, scene: SceneNode, path: string, options: SceneOptions = {}, index?: number): string {
  const id = readNode(document, parentId, scene, path, options, index)
  linkInstances(document, [{ scene, id, path }], options)
  return id
}

/** As insertNode, with instances not yet linked to their components. */
function readNode(document: HostDocument, parentId: string, scene: SceneNode, path: string, options: SceneOptions = {}, index?: number): string {
  if (typeof scene !== 'object' || scene === null) throw new Error(`${path}: expected a node`)
  if (typeof scene.type !== 'string' || !nodeMember(scene.type, 'type') || scene.type === 'PAGE' || (scene.type as string) === 'DOCUMENT') throw new Error(`${path}.type: "${String(scene.type)}" is not a type of layer`)
  const id = scene['id'] === undefined ? document.newId() : String(scene['id'])
  let node = freshNode(id, scene.type, parentId)
  if (scene.type === 'TEXT' && scene['name'] === undefined && typeof scene['characters'] === 'string') node.name = scene['characters'].slice(0, 40)
  for (const [key, value] of Object.entries(scene).sort(([a], [b]) => Number(a === 'styledTextSegments') - Number(b === 'styledTextSegments'))) {
    if (['id', 'type', 'children'].includes(key)) continue
    node = assign(document, node, key, value, `${path}.${key}`, options)
  }
  if (scene['relativeTransform'] === undefined && typeof scene['rotation'] === 'number') node = { ...node, relativeTransform: withRotation(node.relativeTransform, scene['rotation']) }
  if (node.type === 'TEXT' && scene['width'] === undefined) node = fitText({ ...node, props: { textAutoResize: 'WIDTH_AND_HEIGHT', ...node.props } }, document.measureText)
  attach(document, node, parentId, index)
  const children = scene['children']
  if (children !== undefined && !isLinked(scene)) {
    if (!Array.isArray(children)) throw new Error(`${path}.children: expected a list`)
    if (!nodeMember(node.type, 'children')) throw new Error(`${path}.children: a ${node.type} has no children`)
    children.forEach((child, i) => readNode(document, id, child as SceneNode, `${path}.children[${i}]`, options))
  }
  return id
}

/** One key of the scene form onto a node. */
export function assign(document: HostDocument, node: HostNode, key: string, value: unknown, path: string, options: SceneOptions): HostNode {
  const number = (): number => {
    if (typeof value !== 'number' || !Number.isFinite(value)) throw new Error(`${path}: expected a number`)
    return value
  }
  const t = node.relativeTransform
  if (key === 'name') {
    if (typeof value !== 'string') throw new Error(`${path}: expected a text`)
    return { ...node, name: value }
  }
  if (node.type !== 'PAGE') switch (key) {
    case 'x': return { ...node, relativeTransform: [[t[0][0], t[0][1], number()], t[1]] }
    case 'y': return { ...node, relativeTransform: [t[0], [t[1][0], t[1][1], number()]] }
    case 'rotation': number(); return node
    case 'width': case 'height': if (number() < 0) throw new Error(`${path}: expected 0 or more`); return { ...node, [key]: value }
    case 'relativeTransform': if (!isTransform(value)) throw new Error(`${path}: expected [[a, c, x], [b, d, y]]`); return { ...node, relativeTransform: value }
    case 'strokes': if (nodeMember(node.type, key)) return { ...node, strokes: readPaints(document, value, path, options) }; break
    case 'effects': if (nodeMember(node.type, key)) { at(path, () => checkEffects(value)); return { ...node, effects: structuredClone(value) as Effect[] } } break
    case 'fills': if (nodeMember(node.type, key)) return { ...node, fills: value === 'mixed' && node.type === 'TEXT' ? 'mixed' : readPaints(document, value, path, options) }; break
    case 'styledTextSegments': if (node.type === 'TEXT') return withSegments(document, node, value, path, options); break
    case 'mainComponent': if (node.type === 'INSTANCE') return { ...node, props: { ...node.props, mainComponentId: String(value) } }; break
  }
  if (key === 'pluginData' || key === 'relaunchData') { strings(value, path); return { ...node, [key]: { ...value } } }
  if (key === 'sharedPluginData') {
    for (const [space, entries] of Object.entries(value as object)) strings(entries, `${path}.${space}`)
    return { ...node, sharedPluginData: structuredClone(value) as HostNode['sharedPluginData'] }
  }
  if (key !== 'mainComponentId' && hasProp(node.type, key)) {
    at(path, () => checkProp(key, value))
    return { ...node, props: withProp(node, key, structuredClone(value)) }
  }
  throw new Error(`${path}: unknown key on a ${node.type}`)
}

const at = (path: string, check: () => void): void => {
  try { check() } catch (error) { throw new Error(`${path}: ${(error as Error).message}`) }
}
const isTransform = (value: unknown): value is Transform => Array.isArray(value) && value.length === 2 && value.every((row) => Array.isArray(row) && row.length === 3 && row.every((n) => Number.isFinite(n)))
function strings(value: unknown, path: string): asserts value is Record<string, string> {
  if (typeof value !== 'object' || value === null || Object.values(value).some((entry) => typeof entry !== 'string')) throw new Error(`${path}: expected texts by name`)
}

/** Paints of the scene form: "image": path stands for a hash. */
export function readPaints(document: HostDocument, value: unknown, path: string, options: SceneOptions): Paint[] {
  if (!Array.isArray(value)) throw new Error(`${path}: expected a list of paints`)
  const paints = value.map((paint: Record<string, unknown>, i) => {
    if (paint?.['type'] !== 'IMAGE' || paint['image'] === undefined) return paint
    const { image, ...rest } = paint
    if (!options.image) throw new Error(`${path}[${i}].image: no pictures can be read here`)
    return { scaleMode: 'FILL', ...rest, imageHash: document.addImage(options.image(String(image)), 'load').hash }
  })
  at(path, () => checkPaints(paints, 'paints'))
  return (paints as Paint[]).map(completePaint)
}

/** Runs of characters with a look of their own, as getStyledTextSegments gives them; the characters must be there already. */
function withSegments(document: HostDocument, node: HostNode, value: unknown, path: string, options: SceneOptions): HostNode {
  if (!Array.isArray(value)) throw new Error(`${path}: expected a list of segments`)
  let last = 0, next = node
  value.forEach((segment: Record<string, unknown>, i) => {
    const where = `${path}[${i}]`, { start, end, characters: _characters, ...look } = segment ?? {}
    if (!Number.isInteger(start) || !Number.isInteger(end) || (start as number) < last || (end as number) <= (start as number)) throw new Error(`${where}: expected "start" and "end" after those before`)
    last = end as number
    for (const key of Object.keys(look)) if (!(rangeKeys as readonly string[]).includes(key)) throw new Error(`${where}.${key}: unknown key of a segment; expected one of ${rangeKeys.join(', ')}`)
    for (const key of ['fontName', 'fontSize']) if (look[key] !== undefined) at(where, () => checkProp(key, look[key]))
    const read = { ...look, ...(look['fills'] === undefined ? {} : { fills: readPaints(document, look['fills'], `${where}.fills`, options) }) } as Partial<TextSegment>
    for (const key of rangeKeys) if (read[key] !== undefined) next = withRange(next, start as number, last, key, read[key])
  })
  return next
}

type Placed = { scene: SceneNode; id: string; path: string }

/** Instances take their layers from the component; children given in the scene override those layers, in order. */
function linkInstances(document: HostDocument, placed: readonly Placed[], options: SceneOptions): void {
  const instances: Placed[] = []
  const collect = ({ scene, id, path }: Placed): void => {
    if (isLinked(scene)) { instances.push({ scene, id, path }); return }
    const childIds = document.must(id).childIds
    childrenOf(scene).forEach((child, i) => collect({ scene: child, id: childIds[i]!, path: path ? `${path}.children[${i}]` : `nodes[${i}]` }))
  }
  placed.forEach(collect)
  for (const { scene, id } of instances) {
    const node = document.must(id), mainId = mainComponentIdOf(node)
    if (!mainId || document.node(mainId)?.type !== 'COMPONENT') throw new Error(`instance "${node.name}": mainComponent "${mainId}" is not a component of this scene`)
    markOverride(document, id, Object.keys(scene))
  }
  syncInstances(document, new Map(instances.map(({ id }) => [id, undefined])))
  for (const { scene, id, path } of instances) overrideLayers(document, id, childrenOf(scene), path, options)
}

const isLinked = (scene: SceneNode): boolean => scene.type === 'INSTANCE' && scene['mainComponent'] !== undefined
const childrenOf = (scene: SceneNode): SceneNode[] => (scene['children'] ?? []) as SceneNode[]
const structural = ['x', 'y', 'rotation', 'relativeTransform', 'width', 'height', 'mainComponent']

function overrideLayers(document: HostDocument, id: string, scenes: readonly SceneNode[], path: string, options: SceneOptions): void {
  const layers = document.children(id)
  scenes.forEach((scene, i) => {
    const layer = layers[i], where = `${path}.children[${i}]`
    if (!layer) throw new Error(`${where}: the component has ${layers.length} layers here`)
    if (scene.type !== layer.type) throw new Error(`${where}.type: the component has a ${layer.type} here`)
    if (scene['id'] !== undefined && scene['id'] !== layer.id) throw new Error(`${where}.id: this layer has the id "${layer.id}"`)
    let node = layer
    for (const [key, value] of Object.entries(scene)) {
      if (['id', 'type', 'children'].includes(key)) continue
      const next = assign(document, node, key, value, `${where}.${key}`, options)
      if (sameContent(node, next)) continue
      if (structural.includes(key) && !(node.type === 'TEXT' && (key === 'width' || key === 'height'))) throw new Error(`${where}.${key}: cannot be overridden on a layer of an instance`)
      node = next
      markOverride(document, layer.id, [key])
    }
    if (node !== layer) document.put(node.type === 'TEXT' && scene['width'] === undefined ? fitText(node, document.measureText) : node)
    overrideLayers(document, layer.id, childrenOf(scene), where, options)
  })
}
