// Instances follow their main component, except where something was overridden on them.
import type { HostDocument } from './document.ts'
import type { HostNode } from './types.ts'

/** Instance child ids, as Figma writes them: I<instance>;<node of the component>. */
const childIdOf = (instanceId: string, sourceId: string): string => `${instanceId.startsWith('I') ? instanceId : `I${instanceId}`};${sourceId.replace(/^I/, '')}`

export const isInstanceChild = (document: HostDocument, id: string): boolean => document.ancestors(id).some((ancestor) => ancestor.type === 'INSTANCE')

export const mainComponentIdOf = (node: HostNode): string | null => (typeof node.props['mainComponentId'] === 'string' ? node.props['mainComponentId'] : null)

export const instancesOf = (document: HostDocument, componentId: string): HostNode[] =>
  [...document.state.nodes.values()].filter((node) => node.type === 'INSTANCE' && mainComponentIdOf(node) === componentId)

/** Kept by the instance itself: its place, name and data never come from the component. */
const ownFields = ['id', 'type', 'name', 'parentId', 'childIds', 'removed', 'relativeTransform', 'pluginData', 'sharedPluginData', 'relaunchData']

/** Marks fields as the instance's own, so that the component no longer changes them. */
export function markOverride(document: HostDocument, id: string, fields: readonly string[]): void {
  const node = document.node(id)
  if (!node || (node.type !== 'INSTANCE' && !isInstanceChild(document, id))) return
  document.state.overrides.set(id, new Set([...(document.state.overrides.get(id) ?? []), ...fields]))
}

/** `node.props` with a style let go: empty where the component would bring it back, else not there. */
export function withoutStyle(document: HostDocument, node: HostNode, key: string): HostNode['props'] {
  const rest = { ...node.props }
  if (node.type === 'INSTANCE' || isInstanceChild(document, node.id)) rest[key] = ''
  else delete rest[key]
  return rest
}

/** Brings the instances of every touched component up to date. Only inside `change`. */
export function syncInstances(document: HostDocument, touched: ReadonlyMap<string, unknown>): void {
  const seen = new Set<string>()
  for (let fresh = [...touched.keys()]; fresh.length; fresh = [...document.touched()].filter((id) => !seen.has(id))) {
    for (const id of fresh) seen.add(id)
    for (const componentId of componentsAround(document, fresh)) {
      const component = document.node(componentId)
      if (!component) continue
      // What is in an instance follows that instance's component.
      for (const instance of instancesOf(document, componentId)) if (!isFollowing(document, instance)) syncNode(document, component, instance.id, instance.parentId, instance.id)
    }
  }
}

const isFollowing = (document: HostDocument, node: HostNode): boolean =>
  document.ancestors(node.id).some((ancestor) => ancestor.type === 'INSTANCE' && document.node(mainComponentIdOf(ancestor) ?? '') !== undefined)

function componentsAround(document: HostDocument, ids: readonly string[]): Set<string> {
  const components = new Set<string>()
  for (const id of ids) {
    const node = document.node(id)
    if (node?.type === 'COMPONENT') components.add(id)
    if (node?.type === 'INSTANCE') { const main = mainComponentIdOf(node); if (main) components.add(main) }
    for (const ancestor of document.ancestors(id)) if (ancestor.type === 'COMPONENT') components.add(ancestor.id)
  }
  return components
}

function syncNode(document: HostDocument, source: HostNode, id: string, parentId: string | null, instanceId: string): void {
  const known = document.node(id), root = id === instanceId
  const overrides = document.state.overrides.get(id) ?? new Set<string>()
  const keep = (field: string): boolean => overrides.has(field) || (root && ownFields.includes(field))
  const next: HostNode = { ...source, id, parentId, childIds: [], pluginData: known?.pluginData ?? {}, sharedPluginData: known?.sharedPluginData ?? {}, relaunchData: known?.relaunchData ?? {} }
  const props: Record<string, unknown> = { ...source.props }
  if (known) {
    for (const field of ['name', 'relativeTransform', 'width', 'height', 'fills', 'strokes', 'effects'] as const) if (keep(field)) Object.assign(next, { [field]: known[field] })
    for (const name of overrides) if (name in known.props) props[name] = known.props[name]
    if (root) Object.assign(next, { type: 'INSTANCE' })
  }
  if (root) props['mainComponentId'] = source.id
  next.props = props
  next.childIds = source.childIds.map((child) => childIdOf(instanceId, child))
  for (const gone of known?.childIds ?? []) if (!next.childIds.includes(gone) && document.node(gone)) document.drop(gone)
  if (!known || !alike(known, next)) document.put(next)
  source.childIds.forEach((child) => syncNode(document, document.must(child), childIdOf(instanceId, child), id, instanceId))
}

function alike(a: HostNode, b: HostNode): boolean {
  const list = (value: readonly string[]): string => value.join()
  return (['name', 'type', 'parentId', 'relativeTransform', 'width', 'height', 'fills', 'strokes', 'effects'] as const).every((key) => a[key] === b[key])
    && list(a.childIds) === list(b.childIds) && JSON.stringify(a.props) === JSON.stringify(b.props)
}
