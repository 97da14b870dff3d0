// What a person does by hand: each call is one undo step. Used by the shell and by scenario steps.
import { multiply, translation, type Affine } from '../../src/shared/geometry.ts'
import { absoluteTransformOf, relativeFor, rotationOf, withRotation } from './geometry.ts'
import { markOverride, withoutStyle } from './instances.ts'
import { moveBy } from './layout.ts'
import { resizeNode } from './resize.ts'
import { assign, freshNode, insertNode, readPaints, type SceneNode, type SceneOptions } from './scene.ts'
import { withCharacters } from './text-ranges.ts'
import { fitText } from './text-size.ts'
import { cloneNode, moveTo } from './tree.ts'
import { blankNode, type HostDocument } from './document.ts'
import type { HostNode, Paint } from './types.ts'

export class UserEdits {
  readonly #document: HostDocument
  constructor(document: HostDocument) { this.#document = document }

  #change<T>(edit: () => T): T { return this.#document.change('user', edit) }
  /** Sets fields of one node; on an instance they become overrides. */
  #set(id: string, fields: Partial<HostNode>, names = Object.keys(fields)): void {
    this.#document.put({ ...this.#document.must(id), ...fields })
    markOverride(this.#document, id, names)
  }

  /** Adds a node of the scene form and gives its id. */
  insert(parentId: string, node: SceneNode, options: SceneOptions & { index?: number } = {}): string {
    return this.#change(() => insertNode(this.#document, parentId, node, 'node', options, options.index))
  }
  delete(ids: string | readonly string[]): void {
    this.#change(() => { for (const id of [ids].flat()) if (this.#document.node(id as string)) this.#document.drop(id as string) })
  }
  /** Position in the parent, canvas units. */
  move(id: string, to: { x?: number; y?: number }): void {
    const t = this.#document.must(id).relativeTransform
    this.moveBy([id], (to.x ?? t[0][2]) - t[0][2], (to.y ?? t[1][2]) - t[1][2])
  }
  moveBy(ids: readonly string[], dx: number, dy: number): void {
    this.#change(() => { for (const id of ids) moveBy(this.#document, this.#document.must(id), translation(dx, dy)) })
  }
  resize(id: string, size: { width?: number; height?: number }): void {
    const node = this.#document.must(id)
    this.#change(() => {
      resizeNode(this.#document, id, Math.max(0.01, size.width ?? node.width), Math.max(node.type === 'LINE' ? 0 : 0.01, size.height ?? node.height))
      markOverride(this.#document, id, ['width', 'height'])
    })
  }
  /** Absolute angle in degrees, counter-clockwise positive, about the layer's centre. */
  rotate(id: string, degrees: number): void {
    this.#aboutCentre(id, (node) => {
      return withRotation([[1, 0, 0], [0, 1, 0]], degrees - rotationOf(node.relativeTransform))
    })
  }
  flip(id: string, axis: 'horizontal' | 'vertical'): void { this.#aboutCentre(id, () => (axis === 'horizontal' ? [[-1, 0, 0], [0, 1, 0]] : [[1, 0, 0], [0, -1, 0]])) }
  #aboutCentre(id: string, turn: (node: HostNode) => Affine): void {
    this.#change(() => {
      const node = this.#document.must(id), m = multiply(node.relativeTransform, translation(node.width / 2, node.height / 2))
      const [cx, cy] = [m[0][2], m[1][2]]
      moveBy(this.#document, node, multiply(translation(cx, cy), multiply(turn(node), translation(-cx, -cy))))
    })
  }
  rename(id: string, name: string): void { this.#change(() => this.#set(id, { name })) }
  /** Into another parent, staying where it is on the page. */
  reparent(id: string, parentId: string, index?: number): void {
    this.#change(() => {
      const page = absoluteTransformOf(this.#document, this.#document.must(id))
      moveTo(this.#document, id, parentId, index)
      const node = this.#document.must(id), wanted = relativeFor(this.#document, node, page), t = node.relativeTransform
      if (JSON.stringify(wanted) !== JSON.stringify(t)) this.#document.put({ ...node, relativeTransform: wanted })
    })
  }
  /** Place among its siblings, 0 is the back. */
  reorder(id: string, index: number): void { this.#change(() => moveTo(this.#document, id, this.#document.must(id).parentId!, index)) }
  setFills(id: string, fills: Paint[] | Record<string, unknown>[], options: SceneOptions = {}): void {
    this.#change(() => {
      const node = this.#document.must(id)
      if (node.fills === null) throw new Error(`A ${node.type} has no fills`)
      this.#set(id, { fills: readPaints(this.#document, fills, 'fills', options), props: withoutStyle(this.#document, node, 'fillStyleId') }, ['fills', 'fillStyleId'])
    })
  }
  setText(id: string, characters: string): void {
    this.#change(() => {
      const node = this.#document.must(id)
      if (node.type !== 'TEXT') throw new Error(`A ${node.type} has no text`)
      const { fills, props } = withCharacters(node, characters)
      this.#set(id, { fills, props }, ['characters'])
      this.#document.put(fitText(this.#document.must(id), this.#document.measureText))
    })
  }
  /** Any keys of the scene form (opacity, effects, vectorPaths...). */
  setProps(id: string, values: Record<string, unknown>, options: SceneOptions = {}): void {
    this.#change(() => {
      let node = this.#document.must(id)
      for (const [key, value] of Object.entries(values)) node = assign(this.#document, node, key, value, key, options)
      this.#document.put(node)
      markOverride(this.#document, id, Object.keys(values))
    })
  }
  /** A variable by name or id; paints and texts bound to it follow. */
  setVariable(name: string, value: unknown): void {
    const found = [...this.#document.state.variables.values()].find((variable) => variable.name === name || variable.id === name)
    if (!found) throw new Error(`There is no variable "${name}"`)
    this.#change(() => {
      this.#document.state.variables.set(found.id, { ...found, value })
      const bound = (alias: unknown): boolean => (alias as { id?: string } | undefined)?.id === found.id
      for (const node of [...this.#document.state.nodes.values()]) {
        const fills = Array.isArray(node.fills) && found.resolvedType === 'COLOR' ? node.fills.map((paint) => (paint.type === 'SOLID' && bound(paint.boundVariables?.['color']) ? { ...paint, color: value as { r: number; g: number; b: number } } : paint)) : node.fills
        const props = { ...node.props }
        for (const [field, alias] of Object.entries((node.props['boundVariables'] ?? {}) as Record<string, unknown>)) if (bound(alias)) props[field] = value
        if (JSON.stringify([fills, props]) !== JSON.stringify([node.fills, node.props])) this.#document.put({ ...node, fills, props })
      }
    })
  }
  lock(id: string, locked: boolean): void { this.setProps(id, { locked }) }
  visible(id: string, visible: boolean): void { this.setProps(id, { visible }) }

  /** FRAME to COMPONENT, COMPONENT to an INSTANCE of itself beside it, anything to a GROUP around it. Gives the new node's id. */
  convert(id: string, to: 'component' | 'instance' | 'group'): string {
    if (to === 'group') return this.group([id])
    return this.#change(() => {
      const node = this.#document.must(id)
      if (to === 'component') {
        const component = { ...freshNode(this.#document.newId(), 'COMPONENT', node.parentId), ...node, id: this.#document.newId(), type: 'COMPONENT' as const, fills: node.fills ?? [] }
        this.#replace(node, component)
        return component.id
      }
      if (node.type !== 'COMPONENT') throw new Error('Only a component can become an instance')
      const main = cloneNode(this.#document, id, node.parentId!)
      const instance: HostNode = { ...node, id: this.#document.newId(), type: 'INSTANCE', childIds: [], props: { ...node.props, mainComponentId: main } }
      this.#document.put({ ...this.#document.must(main), relativeTransform: multiply(translation(0, node.height + 100), node.relativeTransform) })
      const parent = this.#document.must(node.parentId!), at = parent.childIds.indexOf(id)
      this.#document.put({ ...parent, childIds: [...parent.childIds.slice(0, at), instance.id, ...parent.childIds.slice(at)] })
      this.#document.put(instance)
      this.#document.drop(id)
      return instance.id
    })
  }
  /** Same place among the siblings, same children, other node. */
  #replace(old: HostNode, next: HostNode): void {
    const parent = this.#document.must(old.parentId!)
    this.#document.put({ ...next, childIds: old.childIds })
    for (const child of old.childIds) this.#document.put({ ...this.#document.must(child), parentId: next.id })
    this.#document.put({ ...parent, childIds: parent.childIds.map((child) => (child === old.id ? next.id : child)) })
    this.#document.put({ ...old, childIds: [], parentId: null })
    this.#document.drop(old.id)
  }
  /** A group around the layers, in the first one's parent, where the topmost of them was. */
  group(ids: readonly string[], name = 'Group'): string {
    return this.#change(() => {
      const first = this.#document.must(ids[0] ?? ''), id = this.#document.newId(), parent = this.#document.must(first.parentId!)
      const top = Math.max(...ids.map((member) => parent.childIds.indexOf(member)))
      const below = parent.childIds.slice(0, top).filter((sibling) => !ids.includes(sibling)).length
      this.#document.put(blankNode(id, 'GROUP', name, parent.id))
      this.#document.put({ ...parent, childIds: [...parent.childIds, id] })
      for (const member of ids) moveTo(this.#document, member, id)
      moveTo(this.#document, id, parent.id, below)
      return id
    })
  }
  ungroup(id: string): void {
    this.#change(() => {
      const group = this.#document.must(id), parent = this.#document.must(group.parentId!), at = parent.childIds.indexOf(id)
      group.childIds.forEach((child, i) => moveTo(this.#document, child, parent.id, at + i))
    })
  }
  duplicate(id: string): string { return this.#change(() => cloneNode(this.#document, id, this.#document.must(id).parentId!)) }

  switchPage(pageId: string): void { this.#document.switchPage(pageId) }
  addPage(name: string): string {
    return this.#change(() => {
      const id = this.#document.newId(), root = this.#document.must(this.#document.rootId)
      this.#document.put(blankNode(id, 'PAGE', name, root.id))
      this.#document.put({ ...root, childIds: [...root.childIds, id] })
      return id
    })
  }
  deletePage(pageId: string): void {
    if (this.#document.pages().length < 2) throw new Error('The last page cannot be deleted')
    const other = this.#document.pages().find((page) => page.id !== pageId)!
    if (this.#document.currentPageId === pageId) this.#document.switchPage(other.id)
    this.#change(() => this.#document.drop(pageId))
  }
  /** A picture dropped on the canvas: a rectangle of its size with the picture as fill. `x`, `y` are its top left on the page. Throws the texts of createImage. */
  dropFile(file: { bytes: Uint8Array; name: string; x: number; y: number }): string {
    const image = this.#document.addImage(file.bytes, 'user')
    const fill = { type: 'IMAGE', scaleMode: 'FILL', imageHash: image.hash }
    return this.insert(this.#document.currentPageId, { type: 'RECTANGLE', name: file.name.replace(/\.[^.]+$/, ''), x: file.x, y: file.y, width: image.width, height: image.height, fills: [fill] })
  }
  addImage(bytes: Uint8Array): string { return this.#document.addImage(bytes, 'user').hash }
  select(ids: readonly string[]): void { this.#document.select(ids, 'user') }
  undo(): boolean { return this.#document.undo('user') }
  redo(): boolean { return this.#document.redo('user') }
  reopen(): void { this.#document.reopen() }
}
