// Moving and copying nodes in the tree. Only inside `change`.
import type { HostDocument } from './document.ts'
import type { HostNode } from './types.ts'

/** Moves a node under a parent at an index (end by default); its transform stays as written. Throws when that would make a loop. */
export function moveTo(document: HostDocument, id: string, parentId: string, index?: number): void {
  const node = document.must(id)
  if (document.subtree(id).some((inner) => inner.id === parentId)) throw new Error('A node cannot be moved into itself')
  if (node.parentId !== null && document.node(node.parentId)) {
    const old = document.must(node.parentId)
    document.put({ ...old, childIds: old.childIds.filter((child) => child !== id) })
  }
  const parent = document.must(parentId), at = Math.min(index ?? parent.childIds.length, parent.childIds.length)
  document.put({ ...document.must(id), parentId })
  document.put({ ...parent, childIds: [...parent.childIds.slice(0, at), id, ...parent.childIds.slice(at)] })
}

/** A copy with new ids as the last child of `parentId`; gives the copy's id. */
export function cloneNode(document: HostDocument, id: string, parentId: string): string {
  const copyId = copyInto(document, id, parentId)
  const parent = document.must(parentId)
  document.put({ ...parent, childIds: [...parent.childIds, copyId] })
  return copyId
}

function copyInto(document: HostDocument, id: string, parentId: string): string {
  const source = document.must(id), copyId = document.newId()
  const instance = source.type === 'INSTANCE' && typeof source.props['mainComponentId'] === 'string'
  const copy: HostNode = { ...source, id: copyId, parentId, childIds: [] }
  document.put(copy)
  const overrides = document.state.overrides.get(id)
  if (overrides) document.state.overrides.set(copyId, overrides)
  if (!instance) document.put({ ...copy, childIds: source.childIds.map((child) => copyInto(document, child, copyId)) })
  return copyId
}
