// Plugin data and relaunch data on nodes.
import type { Context } from './context.ts'
import type { NodeMethod } from './node-methods.ts'
import type { HostNode } from '../model/types.ts'

/** Bytes of plugin id or namespace, key and value together (typings, setPluginData). Figma's kB is taken as 1000 bytes, the smaller reading. */
export const pluginDataLimitBytes = 100_000
const relaunchDescriptionLimit = 1000

const bytesOf = (...texts: string[]): number => texts.reduce((sum, text) => sum + new TextEncoder().encode(text).length, 0)

const texts = (operation: string, values: readonly unknown[], names: readonly string[]): string[] => values.map((value, i) => {
  if (typeof value !== 'string') throw new Error(`in ${operation}: Expected "${names[i]}" to have type string but got ${value === null ? 'null' : typeof value} instead`)
  return value
})
const sharedSpace = (operation: string, space: string): void => {
  if (!/^[A-Za-z0-9_.]{3,}$/.test(space)) throw new Error(`in ${operation}: The namespace must be at least 3 alphanumeric characters`)
}
const put = (context: Context, node: HostNode, fields: Partial<HostNode>): void => {
  context.document.change('plugin', () => context.document.put({ ...context.document.must(node.id), ...fields }))
}
const withEntry = (entries: Record<string, string>, key: string, value: string): Record<string, string> => {
  const rest = Object.fromEntries(Object.entries(entries).filter(([name]) => name !== key))
  return value === '' ? rest : { ...rest, [key]: value }
}
const checkSize = (operation: string, ...parts: string[]): void => {
  const size = bytesOf(...parts)
  if (size > pluginDataLimitBytes) throw new Error(`in ${operation}: The entry is ${size} bytes; an entry cannot exceed 100 kB`)
}

export const dataMethods: Record<string, NodeMethod> = {
  getPluginData: (_, node, args) => node.pluginData[texts('getPluginData', args.slice(0, 1), ['key'])[0] ?? ''] ?? '',
  setPluginData: (context, node, args) => {
    const [key, value] = texts('setPluginData', [args[0], args[1]], ['key', 'value']) as [string, string]
    checkSize('setPluginData', context.manifest.id, key, value)
    put(context, node, { pluginData: withEntry(node.pluginData, key, value) })
  },
  getPluginDataKeys: (_, node) => Object.keys(node.pluginData),
  getSharedPluginData: (_, node, args) => {
    const [space, key] = texts('getSharedPluginData', [args[0], args[1]], ['namespace', 'key']) as [string, string]
    return node.sharedPluginData[space]?.[key] ?? ''
  },
  setSharedPluginData: (context, node, args) => {
    const [space, key, value] = texts('setSharedPluginData', [args[0], args[1], args[2]], ['namespace', 'key', 'value']) as [string, string, string]
    sharedSpace('setSharedPluginData', space)
    checkSize('setSharedPluginData', space, key, value)
    put(context, node, { sharedPluginData: { ...node.sharedPluginData, [space]: withEntry(node.sharedPluginData[space] ?? {}, key, value) } })
  },
  getSharedPluginDataKeys: (_, node, [space]) => Object.keys(node.sharedPluginData[String(space)] ?? {}),
  getRelaunchData: (_, node) => ({ ...node.relaunchData }),
  setRelaunchData: (context, node, [data]) => {
    if (!context.manifest.relaunchButtons?.length) throw new Error('in setRelaunchData: The manifest must have a "relaunchButtons" section')
    if (typeof data !== 'object' || data === null) throw new Error('in setRelaunchData: Expected an object of descriptions by command')
    for (const [command, description] of Object.entries(data)) {
      texts('setRelaunchData', [description], [command])
      if (String(description).length > relaunchDescriptionLimit) throw new Error(`in setRelaunchData: The description of "${command}" exceeds 1000 characters`)
    }
    put(context, node, { relaunchData: { ...(data as Record<string, string>) } })
  },
}

/** Buttons that show for a node: commands of the manifest only, in its order; an unknown command shows nothing (typings, setRelaunchData). */
export const relaunchButtonsOf = (manifest: Context['manifest'], node: HostNode): { command: string; name: string; description: string }[] =>
  (manifest.relaunchButtons ?? []).filter((button) => button.command in node.relaunchData).map((button) => ({ command: button.command, name: button.name, description: node.relaunchData[button.command] ?? '' }))
