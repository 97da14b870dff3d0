// The document: nodes, images, selection, history. Nodes are replaced, never changed in place, so a history step is a copy of the map.
import { absoluteTransformOf } from './geometry.ts'
import { ClientStorage } from './client-storage.ts'
import { UserEdits } from './edits.ts'
import { readImageHeader } from './image-header.ts'
import { syncInstances } from './instances.ts'
import { settleLayout } from './layout.ts'
import { fromScene, type Scene, type SceneOptions } from './scene.ts'
import { sha1 } from './sha1.ts'
import { sameContent, toJSON, type DocumentJSON } from './written-form.ts'
import type { MeasureText } from './text-size.ts'
import type { DocumentView, HostImage, HostNode, HostStyle, HostVariable, NodeType, Transform } from './types.ts'
import { identity } from '../../src/shared/geometry.ts'

/** Who changed the document; 'load' is neither undoable nor reported. */
export type Origin = 'user' | 'plugin' | 'load'
export type NodeChange = { id: string; type: 'CREATE' | 'DELETE' | 'PROPERTY_CHANGE'; properties: string[]; pageId: string | null; nodeType: NodeType }
export type DocumentEvent =
  | { type: 'nodes'; origin: Origin; changes: NodeChange[] }
  | { type: 'selection' | 'page' | 'history'; origin: Origin }
  | { type: 'images'; origin: Origin; hash: string }

type State = { nodes: Map<string, HostNode>; overrides: Map<string, ReadonlySet<string>>; styles: Map<string, HostStyle>; variables: Map<string, HostVariable>; currentPageId: string }

export class HostDocument implements DocumentView {
  readonly rootId = '0:0'
  readonly user = new UserEdits(this)
  /** Client storage of the machine; outlives reopening. */
  readonly storage = new ClientStorage()
  readonly images = new Map<string, HostImage>()
  /** Pages whose content a plugin with dynamic-page may read. */
  readonly loadedPages = new Set<string>()
  name = 'Untitled'
  /** The renderer's text metrics, where there is one; else sizes are rough. */
  measureText: MeasureText | undefined
  /** The person may view the file only: what the plugin writes is refused. */
  readOnly = false
  state: State = { nodes: new Map(), overrides: new Map(), styles: new Map(), variables: new Map(), currentPageId: '0:1' }
  #selection = new Map<string, string[]>()
  #listeners = new Set<(event: DocumentEvent) => void>()
  #past: State[] = []
  #future: State[] = []
  /** Before the open group of plugin changes, with what could be redone then. */
  #open: { before: State; future: State[] } | null = null
  #touched: Map<string, HostNode | undefined> | null = null
  #lastId = 0
  #reserved = new Set<string>()

  constructor() {
    this.state.nodes.set(this.rootId, blankNode(this.rootId, 'DOCUMENT', 'Document', null))
    this.state.nodes.set('0:1', blankNode('0:1', 'PAGE', 'Page 1', this.rootId))
    this.state.nodes.set(this.rootId, { ...this.node(this.rootId)!, childIds: ['0:1'] })
    this.loadedPages.add('0:1')
  }

  static fromScene(scene: Scene, options?: SceneOptions): HostDocument { return fromScene(scene, options) }
  toJSON(): DocumentJSON { return toJSON(this) }

  node(id: string): HostNode | undefined { return this.state.nodes.get(id) }
  children(id: string): HostNode[] { return (this.node(id)?.childIds ?? []).flatMap((child) => this.node(child) ?? []) }
  image(hash: string): HostImage | undefined { return this.images.get(hash) }
  absoluteTransform(id: string): Transform {
    const node = this.node(id)
    return node ? absoluteTransformOf(this, node) : identity
  }
  /** Throws when the id is unknown or removed. */
  must(id: string): HostNode {
    const node = this.node(id)
    if (!node) throw new Error(`The node with id "${id}" does not exist`)
    return node
  }
  pages(): HostNode[] { return this.children(this.rootId) }
  get currentPageId(): string { return this.state.currentPageId }
  pageIdOf(id: string): string | null {
    for (let node = this.node(id); node; node = node.parentId === null ? undefined : this.node(node.parentId)) if (node.type === 'PAGE') return node.id
    return null
  }
  ancestors(id: string): HostNode[] {
    const found: HostNode[] = []
    for (let parentId = this.node(id)?.parentId ?? null; parentId !== null; parentId = this.node(parentId)?.parentId ?? null) found.push(this.must(parentId))
    return found
  }
  /** Depth first, the node itself first. */
  subtree(id: string): HostNode[] {
    const node = this.node(id)
    return node ? [node, ...node.childIds.flatMap((child) => this.subtree(child))] : []
  }
  /** All nodes of that name, in document order. */
  named(name: string): HostNode[] { return this.subtree(this.rootId).filter((node) => node.name === name) }

  onChange(listener: (event: DocumentEvent) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
  #emit(event: DocumentEvent): void { for (const listener of [...this.#listeners]) listener(event) }

  /** Keeps ids out of `newId`, for nodes that come later. */
  reserveIds(ids: readonly string[]): void { for (const id of ids) this.#reserved.add(id) }
  /** An id no node has or had. */
  newId(): string {
    let id: string
    do id = `1:${++this.#lastId}`
    while (this.state.nodes.has(id) || this.#reserved.has(id))
    return id
  }

  /** Runs `edit` as one change: history, layout, instances, events. A throw inside leaves the document as it was. */
  change<T>(origin: Origin, edit: () => T): T {
    if (this.#touched) return edit()
    this.#checkWritable(origin)
    if (origin === 'user') this.commitUndo()
    const before = copyOf(this.state)
    const touched = (this.#touched = new Map<string, HostNode | undefined>())
    let result: T
    try {
      result = edit()
      syncInstances(this, touched)
      settleLayout(this, touched)
    } catch (error) {
      this.state = before
      throw error
    } finally {
      this.#touched = null
    }
    this.#remember(origin, before)
    this.#report(origin, before, touched)
    return result
  }

  #checkWritable(origin: Origin): void {
    if (origin === 'plugin' && this.readOnly) throw new Error('Cannot write to internal and read-only node(s)')
  }

  #remember(origin: Origin, before: State): void {
    if (origin === 'load' || sameState(before, this.state)) return
    if (origin === 'user') this.#past.push(before)
    else this.#open ??= { before, future: this.#future }
    this.#future = []
    this.#emit({ type: 'history', origin })
  }

  #report(origin: Origin, before: State, ids: Iterable<string> | Map<string, unknown>): void {
    const changes: NodeChange[] = []
    for (const id of ids instanceof Map ? ids.keys() : ids) {
      const old = before.nodes.get(id), now = this.state.nodes.get(id)
      if (old === now) continue
      const known = (now ?? old)!
      changes.push({ id, type: !old ? 'CREATE' : !now ? 'DELETE' : 'PROPERTY_CHANGE', properties: old && now ? differences(old, now) : [], pageId: this.pageIdOf(id) ?? (old ? pageIn(before, old) : null), nodeType: known.type })
    }
    if (changes.length) this.#emit({ type: 'nodes', origin, changes })
    if (before.currentPageId !== this.state.currentPageId) this.#emit({ type: 'page', origin })
    if (changes.some((change) => change.type === 'DELETE')) this.#pruneSelection(origin)
  }

  /** Puts a node, new or changed. Only inside `change`. */
  put(node: HostNode): void {
    if (!this.#touched) throw new Error('put outside change')
    if (!this.#touched.has(node.id)) this.#touched.set(node.id, this.state.nodes.get(node.id))
    this.state.nodes.set(node.id, node)
  }
  /** Ids put in the change that is running. */
  touched(): Iterable<string> { return this.#touched?.keys() ?? [] }
  /** Takes the node and everything in it away. Only inside `change`. */
  drop(id: string): void {
    const node = this.must(id)
    if (node.parentId !== null) {
      const parent = this.must(node.parentId)
      this.put({ ...parent, childIds: parent.childIds.filter((child) => child !== id) })
    }
    for (const gone of this.subtree(id)) {
      this.put(gone)
      this.state.nodes.delete(gone.id)
    }
  }

  selection(pageId = this.currentPageId): string[] { return this.#selection.get(pageId) ?? [] }
  select(ids: readonly string[], origin: Origin = 'user', pageId = this.currentPageId): void {
    const wanted = [...new Set(ids)]
    for (const id of wanted) if (this.pageIdOf(this.must(id).id) !== pageId || id === pageId) throw new Error(`The node with id "${id}" is not on this page and cannot be selected`)
    if (sameList(wanted, this.selection(pageId))) return
    this.#selection.set(pageId, wanted)
    this.#emit({ type: 'selection', origin })
  }
  #pruneSelection(origin: Origin): void {
    let lost = false
    for (const [pageId, ids] of this.#selection) {
      const kept = ids.filter((id) => this.pageIdOf(id) === pageId)
      if (kept.length === ids.length) continue
      this.#selection.set(pageId, kept)
      lost = true
    }
    if (lost) this.#emit({ type: 'selection', origin })
  }

  switchPage(pageId: string, origin: Origin = 'user'): void {
    if (this.must(pageId).type !== 'PAGE') throw new Error(`"${pageId}" is not a page`)
    if (this.state.currentPageId === pageId) return
    this.loadedPages.add(pageId)
    this.state = { ...this.state, currentPageId: pageId }
    this.#emit({ type: 'page', origin })
  }

  /** Stores a picture by its content and returns it; equal bytes give the same image. Throws the texts of figma.createImage. */
  addImage(bytes: Uint8Array, origin: Origin = 'plugin'): HostImage {
    const header = readImageHeader(bytes)
    const hash = sha1(bytes)
    const known = this.images.get(hash)
    if (known) return known
    const image: HostImage = { hash, bytes: bytes.slice(), ...header }
    this.images.set(hash, image)
    this.#emit({ type: 'images', origin, hash })
    return image
  }

  get undoDepth(): number { return this.#past.length + (this.#open && !sameState(this.#open.before, this.state) ? 1 : 0) }
  get redoDepth(): number { return this.#future.length }
  /** Closes the group of plugin changes, as figma.commitUndo; nothing when there is none, or when it came back to where it began. */
  commitUndo(): void {
    const open = this.#open
    this.#open = null
    if (!open) return
    if (sameState(open.before, this.state)) this.#future = open.future
    else this.#past.push(open.before)
  }
  /** One step back; open plugin changes are one step. False when there is nothing to undo. */
  undo(origin: Origin = 'user'): boolean {
    this.#checkWritable(origin)
    this.commitUndo()
    return this.#travel(this.#past, this.#future, origin)
  }
  redo(origin: Origin = 'user'): boolean {
    this.#checkWritable(origin)
    this.commitUndo()
    return this.#travel(this.#future, this.#past, origin)
  }
  #travel(from: State[], to: State[], origin: Origin): boolean {
    const target = from.pop()
    if (!target) return false
    const before = this.state
    to.push(before)
    const pageId = target.nodes.has(before.currentPageId) ? before.currentPageId : target.currentPageId
    this.state = { ...copyOf(target), currentPageId: pageId }
    this.#report(origin, before, new Set([...before.nodes.keys(), ...target.nodes.keys()]))
    this.#emit({ type: 'history', origin })
    return true
  }
  /** Closing and opening the file: history, selection and images that no paint, style or history uses are gone. */
  reopen(): void {
    this.commitUndo()
    this.#past = []
    this.#future = []
    this.#selection.clear()
    const used = new Set([...this.state.nodes.values()].flatMap((node) => [...imagesIn(node.fills), ...imagesIn(node.strokes)]))
    for (const style of this.state.styles.values()) for (const hash of imagesIn(style.paints ?? [])) used.add(hash)
    for (const hash of [...this.images.keys()]) if (!used.has(hash)) this.images.delete(hash)
    this.loadedPages.clear()
    this.loadedPages.add(this.currentPageId)
    this.#emit({ type: 'selection', origin: 'load' })
    this.#emit({ type: 'history', origin: 'load' })
  }
}

export const blankNode = (id: string, type: NodeType, name: string, parentId: string | null): HostNode => ({
  id, type, name, parentId, childIds: [], removed: false, relativeTransform: [[1, 0, 0], [0, 1, 0]], width: 0, height: 0,
  fills: null, strokes: [], effects: [], props: {}, pluginData: {}, sharedPluginData: {}, relaunchData: {},
})

const copyOf = (state: State): State => ({ nodes: new Map(state.nodes), overrides: new Map(state.overrides), styles: new Map(state.styles), variables: new Map(state.variables), currentPageId: state.currentPageId })
const sameMap = <T>(a: Map<string, T>, b: Map<string, T>, same: (a: T, b: T) => boolean = Object.is): boolean => a.size === b.size && [...a].every(([key, value]) => {
  const other = b.get(key)
  return other !== undefined && same(value, other)
})
const sameState = (a: State, b: State): boolean => sameMap(a.nodes, b.nodes, sameContent) && sameMap(a.styles, b.styles) && sameMap(a.variables, b.variables)
const sameList = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((value, i) => value === b[i])

function* imagesIn(paints: HostNode['fills']): Generator<string> {
  if (paints === null || paints === 'mixed') return
  for (const paint of paints) if (paint.type === 'IMAGE' && paint.imageHash) yield paint.imageHash
}

function pageIn(state: State, node: HostNode): string | null {
  for (let at: HostNode | undefined = node; at; at = at.parentId === null ? undefined : state.nodes.get(at.parentId)) if (at.type === 'PAGE') return at.id
  return null
}

/** Names as NodeChange lists them: plugin-API property names. */
function differences(a: HostNode, b: HostNode): string[] {
  const names = (['name', 'width', 'height', 'fills', 'strokes', 'effects', 'pluginData', 'relativeTransform'] as const).filter((key) => a[key] !== b[key]) as string[]
  if (a.parentId !== b.parentId) names.push('parent')
  if (a.relativeTransform !== b.relativeTransform) names.push('x', 'y', 'rotation')
  for (const key of new Set([...Object.keys(a.props), ...Object.keys(b.props)])) if (a.props[key] !== b.props[key]) names.push(key)
  return names
}
