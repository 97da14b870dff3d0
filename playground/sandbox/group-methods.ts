// figma.group and what else puts layers together.
import { booleanOf, inStackOrder, isCombinable, type BooleanKind } from '../model/arrange.ts'
import { blankNode } from '../model/document.ts'
import { isGroupLike } from '../model/geometry.ts'
import { isInstanceChild } from '../model/instances.ts'
import { moveTo } from '../model/tree.ts'
import { surface } from '../surface/surface.ts'
import { nodeIn, notImplemented, type Context } from './context.ts'
import { NodeRef } from './refs.ts'
import type { FigmaMethod } from './figma-methods.ts'
import type { HostNode } from '../model/types.ts'

const refsOf = (context: Context, value: unknown, operation: string): HostNode[] => {
  if (!Array.isArray(value) || value.some((item) => !(item instanceof NodeRef))) throw new Error(`in ${operation}: Expected an array of nodes`)
  return (value as NodeRef[]).map((ref) => nodeIn(context, ref.id, operation))
}

/** The layers, and the parent that the new one goes to. */
function readArgs(context: Context, operation: string, [nodes, parent, index]: unknown[]): { members: HostNode[]; owner: HostNode; index: number | undefined } {
  const { document } = context, members = refsOf(context, nodes, operation)
  if (!members.length) throw new Error(`in ${operation}: First argument must be an array of at least one node`)
  if (!(parent instanceof NodeRef)) throw new Error(`in ${operation}: Expected "parent" to be a node`)
  const owner = nodeIn(context, parent.id, operation)
  if (!('children' in (surface.nodes[owner.type] ?? {})) || owner.type === 'INSTANCE') throw new Error(`in ${operation}: A ${owner.type} cannot hold a group`)
  if (index !== undefined && !Number.isInteger(index)) throw new Error(`in ${operation}: Expected "index" to have type integer`)
  if (isInstanceChild(document, owner.id)) throw new Error(`in ${operation}: Cannot move node. New parent is an instance or is inside of an instance`)
  if (members.some((member) => isInstanceChild(document, member.id))) throw new Error(`in ${operation}: Cannot move node. Node is inside of an instance`)
  return { members, owner, index: index as number | undefined }
}

/** `node` becomes a child of `owner`, with the members in it. */
function gather({ document }: Context, node: HostNode, members: readonly HostNode[], owner: HostNode, index: number | undefined): NodeRef {
  document.change('plugin', () => {
    document.put(node)
    document.put({ ...owner, childIds: [...owner.childIds, node.id] })
    for (const member of members) moveTo(document, member.id, node.id)
    if (index !== undefined) moveTo(document, node.id, owner.id, index)
  })
  return new NodeRef(node.id)
}

const combine = (kind: BooleanKind): FigmaMethod => (context, args) => {
  const { document } = context, operation = kind.toLowerCase(), { members, owner, index } = readArgs(context, operation, args)
  const wrong = members.find((member) => !isCombinable(member))
  if (wrong) throw new Error(`in ${operation}: A ${wrong.type} cannot be part of a boolean operation`)
  const sorted = inStackOrder(document, members.map(({ id }) => id)).map((id) => document.must(id))
  return gather(context, booleanOf(document, kind, sorted, owner.id), sorted, owner, index)
}

export const groupMethods: Record<string, FigmaMethod> = {
  group: (context, args) => {
    const { members, owner, index } = readArgs(context, 'group', args)
    return gather(context, blankNode(context.document.newId(), 'GROUP', 'Group', owner.id), members, owner, index)
  },
  ungroup: (context, [ref]) => {
    if (!(ref instanceof NodeRef)) throw new Error('in ungroup: Expected a node')
    const { document } = context, node = nodeIn(context, ref.id, 'ungroup')
    if (!('children' in (surface.nodes[node.type] ?? {})) || node.parentId === null) throw new Error(`in ungroup: A ${node.type} cannot be ungrouped`)
    if (!isGroupLike(node)) throw notImplemented(`figma.ungroup of a ${node.type}`)
    if (isInstanceChild(document, node.id)) throw new Error('in ungroup: Cannot move node. Node is inside of an instance')
    const parent = document.must(node.parentId), at = parent.childIds.indexOf(node.id)
    document.change('plugin', () => node.childIds.forEach((child, i) => moveTo(document, child, parent.id, at + i)))
    return node.childIds.map((id) => new NodeRef(id))
  },
  union: combine('UNION'), subtract: combine('SUBTRACT'), intersect: combine('INTERSECT'), exclude: combine('EXCLUDE'),
}
