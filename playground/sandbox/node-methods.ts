// Methods of nodes. Each gets the node as it is now and its arguments as unpacked from the VM.
import { nodeMember } from '../surface/surface.ts'
import { freshNode } from '../model/scene.ts'
import { instancesOf, isInstanceChild, mainComponentIdOf, markOverride } from '../model/instances.ts'
import { rescaleNode, resizeNode } from '../model/resize.ts'
import { cloneNode, moveTo } from '../model/tree.ts'
import { exportNode } from './export-node.ts'
import { hasProp } from '../model/props.ts'
import { checkDynamicPage, checkOverridable, isSkipped, nodeIn, notImplemented, type Context } from './context.ts'
import { NodeRef, RecordRef } from './refs.ts'
import { dataMethods } from './data-methods.ts'
import { setProperty } from './node-properties.ts'
import { textMethods } from './text-methods.ts'
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

/** Typings, VariableBindableNodeField and VariableBindableTextField. */
const bindable = ['height', 'width', 'characters', 'itemSpacing', 'paddingLeft', 'paddingRight', 'paddingTop', 'paddingBottom', 'visible', 'topLeftRadius', 'topRightRadius', 'bottomLeftRadius', 'bottomRightRadius', 'minWidth', 'maxWidth', 'minHeight', 'maxHeight', 'counterAxisSpacing',
  'strokeWeight', 'strokeTopWeight', 'strokeRightWeight', 'strokeBottomWeight', 'strokeLeftWeight', 'opacity', 'gridRowGap', 'gridColumnGap', 'fontFamily', 'fontSize', 'fontStyle', 'fontWeight', 'letterSpacing', 'lineHeight', 'paragraphSpacing', 'paragraphIndent']
const criteria = ['types', 'pluginData', 'sharedPluginData']

const styleSetter = (key: string, member: string, field: 'fills' | 'strokes' | 'effects'): NodeMethod => async (context, node, [id]) => {
  if (typeof id !== 'string') throw new Error(`in ${member}: Expected a style id`)
  const style = context.document.state.styles.get(id)
  if (id !== '' && !style) throw new Error(`in ${member}: Could not find style with id "${id}"`)
  if (style && style.type !== (field === 'effects' ? 'EFFECT' : 'PAINT')) throw new Error(`in ${member}: The style "${style.name}" is a ${style.type} style`)
  context.document.change('plugin', () => {
    const value = field === 'effects' ? style?.effects : style?.paints
    context.document.put({ ...context.document.must(node.id), ...(value ? { [field]: structuredClone(value) } : {}), props: { ...node.props, [key]: id } })
    markOverride(context.document, node.id, [field, key])
  })
}

export const nodeMethods: Record<string, NodeMethod> = {
  ...dataMethods,
  ...textMethods,
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
  findAllWithCriteria: (context, node, [given]) => {
    if (typeof given !== 'object' || given === null) throw new Error('in findAllWithCriteria: Expected an object of criteria')
    for (const key of Object.keys(given)) if (!criteria.includes(key)) throw new Error(`in findAllWithCriteria: Unrecognized key(s) in object: '${key}'`)
    const { types, pluginData, sharedPluginData } = given as { types?: string[]; pluginData?: { keys?: string[] }; sharedPluginData?: { namespace: string; keys?: string[] } }
    if (types !== undefined && !Array.isArray(types)) throw new Error('in findAllWithCriteria: Expected "types" to have type array')
    return context.document.subtree(node.id).slice(1).filter((inner) => {
      if (isSkipped(context, inner)) return false
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
  setBoundVariable: (context, node, [field, variable]) => {
    if (typeof variable === 'string') throw new Error('in setBoundVariable: Cannot call with documentAccess: dynamic-page. Pass a Variable instead of its id.')
    if (typeof field !== 'string' || !bindable.includes(field)) throw new Error(`in setBoundVariable: "${String(field)}" cannot be bound to a variable`)
    const known = variable instanceof RecordRef ? context.document.state.variables.get(String(variable.fields['id'])) : undefined
    if (variable !== null && !known) throw new Error('in setBoundVariable: Expected a variable or null')
    if (!hasProp(node.type, field)) throw notImplemented(`${node.type}.setBoundVariable of ${field}`)
    context.document.change('plugin', () => {
      if (known) setProperty(context, node.id, field, known.value)
      const now = context.document.must(node.id), bound = { ...((now.props['boundVariables'] ?? {}) as Record<string, unknown>) }
      if (known) bound[field] = { type: 'VARIABLE_ALIAS', id: known.id }
      else delete bound[field]
      context.document.put({ ...now, props: { ...now.props, boundVariables: bound } })
    })
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
