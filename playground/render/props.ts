// Reads properties of a node with the type's default.
import type { HostNode } from '../model/types.ts'

export function numberOf(node: HostNode, name: string, otherwise: number): number {
  const value = node.props[name]
  return typeof value === 'number' && Number.isFinite(value) ? value : otherwise
}
export function textOf(node: HostNode, name: string, otherwise: string): string {
  const value = node.props[name]
  return typeof value === 'string' ? value : otherwise
}
export const flagOf = (node: HostNode, name: string, otherwise: boolean): boolean => {
  const value = node.props[name]
  return typeof value === 'boolean' ? value : otherwise
}

export const isVisible = (node: HostNode): boolean => !node.removed && flagOf(node, 'visible', true)
const clippers = new Set(['FRAME', 'COMPONENT', 'COMPONENT_SET', 'INSTANCE'])
export const clipsContent = (node: HostNode): boolean => flagOf(node, 'clipsContent', clippers.has(node.type))
/** Their children live in the space of the parent's own container. */
export const isTransparentContainer = (node: HostNode): boolean => node.type === 'GROUP' || node.type === 'BOOLEAN_OPERATION'
export const isMask = (node: HostNode): boolean => flagOf(node, 'isMask', false)
