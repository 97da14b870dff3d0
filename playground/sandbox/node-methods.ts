// Methods of nodes. Each gets the node as it is now and its arguments as unpacked from the VM.
import { nodeMember } from '../surface/surface.ts'
import { freshNode } from '../model/scene.ts'
import { instancesOf, isInstanceChild, mainComponentIdOf, markOverride } from '../model/instances.ts'
import { rescaleNode, resizeNode } from '../model/resize.ts'
import { cloneNode, moveTo } from '../model/tree.ts'
import { exportNode } from './export-node.ts'
import { checkDynamicPage, checkOverridable, nodeIn, notImplemented, type Context } from './context.ts'
import { mixed, NodeRef, type RecordRef } from './refs.ts'
import { dataMethods } from './data-methods.ts'
import { setProperty } from './node-properties.ts'
import type { HostNode } from '../model/types.ts'

export type NodeMethod = (context: Context, node: HostNode, args: unknown[]) => unknown

const sizes = (operation: string, node: HostNode, args: unknown[]): [number, number] => {
  const [width, height] = args
  for (const [value, name] of [[width, 'width'], [height, 'height']] as const) {
    if (typeof value !== 'number' || !Number.isFinite(value)) throw new Error(`in ${operation}: Expected "${name}" to have type number but got ${typeof value} instead`)
    if (value < 0.01 && !(node.type === 'LINE' && name === 'height' && value === 0)) throw new Error(`in ${operation}: Expected "${name}" to be >= 0.01`)
  }
  return [width as number, height as number]
}
const resize = (plain: boolean, operation: string): NodeMethod => (context, node, args) => {
  const [width, height] = sizes(operation, node, args)
  checkOverridable(context, node, operation)
  context.document.change('plugin', () => {
    resizeNode(context.document, node.id, width, height, plain)
    markOverride(context.document, node.id, ['width', 'height'])
  })
}

function adopt(context: Context, parent: HostNode, ref: unknown, index: number | undefined, operation: string): void {
  if (!(ref instanceof NodeRef)) throw new Error(`in ${operation}: Expected a node`)
  const child = nodeIn(context, ref.id, operation), document = context.document
  if (child.type === 'DOCUMENT' || (child.type === 'PAGE') !== (parent.type === 'DOCUMENT')) throw new Error(`in ${operation}: Cannot move a ${child.type} into a ${parent.type}`)
  if (parent.type === 'INSTANCE' || isInstanceChild(document, parent.id)) throw new Error(`in ${operation}: Cannot move node. New parent is an instance or is inside of an instance`)
  if (isInstanceChild(document, child.id)) throw new Error(`in ${operation}: Cannot move node. Node is inside of an instance`)
  const insideComponent = [parent, ...document.ancestors(parent.id)].some((node) => node.type === 'COMPONENT')
  if (insideComponent && document.subtree(child.id).some((node) => node.type === 'COMPONENT')) throw new Error(`in ${operation}: Cannot move node. A component cannot be inside another component`)
  if (index !== undefined && (!Number.isInteger(index) || index < 0 || index > parent.childIds.length)) throw new Error(`in ${operation}: Index ${index} is out of range`)
  document.change('plugin', () => moveTo(document, child.id, parent.id, index))
}

const styleSetter = (key: string, member: string, field: 'fills' | 'strokes' | 'effects'): NodeMethod => async (context, node, [id]) => {
  if (typeof id !== 'string') throw new Error(`in ${member}: Expected a style id`)
  const style = context.document.state.styles.get(id)
  if (id !== '' && !style) throw new Error(`in ${member}: Could not find style with id "${id}"`)
  context.document.change('plugin', () => {
    const value = field === 'effects' ? style?.effects : style?.paints
    context.document.put({ ...context.document.must(node.id), ...(value ? { [field]: structuredClone(value) } : {}), props: { ...node.props, [key]: id } })
    markOverride(context.document, node.id, [field, key])
  })
}

export const nodeMethods: Record<string, NodeMethod> = {
  ...dataMethods,
  toString: (_: Context, node: HostNode) => `[object ${node.type}]`,
  remove: (context, node) => {
    const { document } = context
    if (isInstanceChild(document, node.id)) throw new Error('in remove: Removing this node is not allowed')
    if (node.type === 'DOCUMENT' || (node.type === 'PAGE' && document.currentPageId === node.id)) throw new Error('in remove: Removing this node is not allowed')
    document.change('plugin', () => document.drop(node.id))
  },
  clone: (context, node) => {
    const id = context.document.change('plugin', () => cloneNode(context.document, node.id, node.type === 'PAGE' ? context.document.rootId : context.document.currentPageId))
    return new NodeRef(id)
  },
  appendChild: (context, node, [child]) => adopt(context, node, child, undefined, 'appendChild'),
  insertChild: (context, node, [index, child]) => adopt(context, node, child, index as number, 'insertChild'),
  findAllWithCriteria: (context, node, [criteria]) => {
    const { types, pluginData, sharedPluginData } = (criteria ?? {}) as { types?: string[]; pluginData?: { keys?: string[] }; sharedPluginData?: { namespace: string; keys?: string[] } }
    return context.document.subtree(node.id).slice(1).filter((inner) => {
      if (types && !types.includes(inner.type)) return false
      if (pluginData && !(pluginData.keys ? pluginData.keys.some((key) => key in inner.pluginData) : Object.keys(inner.pluginData).length)) return false
      const shared = sharedPluginData && inner.sharedPluginData[sharedPluginData.namespace]
      return !sharedPluginData || (shared !== undefined && (!sharedPluginData.keys || sharedPluginData.keys.some((key) => key in shared)))
    }).map((inner) => new NodeRef(inner.id))
  },
  resize: resize(false, 'resize'), resizeWithoutConstraints: resize(true, 'resizeWithoutConstraints'),
  rescale: (context, node, [factor]) => {
    if (typeof factor !== 'number' || !(factor >= 0.01)) throw new Error('in rescale: Expected "scale" to be >= 0.01')
    checkOverridable(context, node, 'rescale')
    context.document.change('plugin', () => rescaleNode(context.document, node.id, factor))
  },
  exportAsync: exportNode,
  loadAsync: async (context, node) => { context.document.loadedPages.add(node.id) },
  getTopLevelFrame: (context, node) => {
    const chain = [node, ...context.document.ancestors(node.id)].filter((item) => item.type !== 'PAGE' && item.type !== 'DOCUMENT')
    const top = chain.reverse().find((item) => item.type === 'FRAME' || item.type === 'COMPONENT' || item.type === 'INSTANCE')
    return top && new NodeRef(top.id)
  },
  setFillStyleIdAsync: styleSetter('fillStyleId', 'setFillStyleIdAsync', 'fills'),
  setStrokeStyleIdAsync: styleSetter('strokeStyleId', 'setStrokeStyleIdAsync', 'strokes'),
  setEffectStyleIdAsync: styleSetter('effectStyleId', 'setEffectStyleIdAsync', 'effects'),
  setFillsAsync: async (context, node, [paints]) => setProperty(context, node.id, 'fills', paints),
  setStrokesAsync: async (context, node, [paints]) => setProperty(context, node.id, 'strokes', paints),
  getMainComponentAsync: async (context, node) => {
    const id = mainComponentIdOf(node)
    return id !== null && context.document.node(id) ? new NodeRef(id) : null
  },
  getInstancesAsync: async (context, node) => instancesOf(context.document, node.id).map((instance) => new NodeRef(instance.id)),
  createInstance: (context, node) => {
    const { document } = context, id = document.newId()
    document.change('plugin', () => {
      const page = document.must(document.currentPageId)
      document.put({ ...freshNode(id, 'INSTANCE', page.id), name: node.name, width: node.width, height: node.height, fills: node.fills, props: { ...node.props, mainComponentId: node.id } })
      document.put({ ...page, childIds: [...page.childIds, id] })
    })
    return new NodeRef(id)
  },
  detachInstance: (context, node) => {
    checkOverridable(context, node, 'detachInstance')
    const { document } = context
    const id = document.change('plugin', () => {
      const parent = document.must(node.parentId!), frameId = document.newId(), rest = { ...node.props }
      delete rest['mainComponentId']
      document.put({ ...freshNode(frameId, 'FRAME', parent.id), ...node, id: frameId, type: 'FRAME', props: rest, childIds: [] })
      document.put({ ...parent, childIds: [...parent.childIds, frameId] })
      for (const child of node.childIds) cloneNode(document, child, frameId)
      document.drop(node.id)
      return frameId
    })
    return new NodeRef(id)
  },
  lockAspectRatio: (context, node) => context.document.change('plugin', () => context.document.put({ ...node, props: { ...node.props, targetAspectRatio: { x: node.width, y: node.height } } })),
  unlockAspectRatio: (context, node) => context.document.change('plugin', () => context.document.put({ ...node, props: { ...node.props, targetAspectRatio: null } })),
  getRangeFills: (_, node) => (node.fills === 'mixed' ? mixed : node.fills),
  getRangeAllFontNames: (_, node) => [node.props['fontName'] ?? { family: 'Inter', style: 'Regular' }],
  setBoundVariable: (context, node, [field, variable]) => {
    if (typeof field !== 'string' || typeof variable === 'string') throw new Error('in setBoundVariable: Cannot call with documentAccess: dynamic-page. Pass a Variable instead of its id.')
    const bound = { ...((node.props['boundVariables'] ?? {}) as Record<string, unknown>) }
    if (variable === null) delete bound[field]
    else bound[field] = { type: 'VARIABLE_ALIAS', id: (variable as RecordRef).fields['id'] }
    context.document.change('plugin', () => context.document.put({ ...node, props: { ...node.props, boundVariables: bound } }))
  },
}

/** Throws when the host lacks the method; one that is not on the type was refused before. */
export function hasMethod(context: Context, id: string, name: string): void {
  const node = nodeIn(context, id, name)
  if (!Object.hasOwn(nodeMethods, name) || !nodeMember(node.type, name)) throw notImplemented(`${node.type}.${name}`)
}

export function callMethod(context: Context, id: string, name: string, args: unknown[]): unknown {
  const node = nodeIn(context, id, name)
  if (name !== 'setBoundVariable') checkDynamicPage(context, node, name, 'call')
  const method = nodeMethods[name]
  if (!method) throw notImplemented(`${node.type}.${name}`)
  return method(context, node, args)
}
