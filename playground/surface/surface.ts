// What the plugin typings declare, as data: object -> member -> kind and rules. Written by generate.ts.
import table from './table.json' with { type: 'json' }

/** What "documentAccess": "dynamic-page" does to a member; `instead` names the member to use. */
export type Rule = { rule: 'throws' | 'read-only' | 'write-only' | 'load-page' | 'load-all'; instead?: string }
export type Member = { kind: 'property' | 'method'; readonly?: true; dynamicPage?: Rule }
export type Members = Record<string, Member>
export type Surface = { typings: string; nodes: Record<string, Members>; objects: Record<string, Members> }

export const surface = table as unknown as Surface

/** Undefined when the typings declare no such member on that node type. */
export const nodeMember = (type: string, name: string): Member | undefined => {
  const members = surface.nodes[type]
  return members && Object.hasOwn(members, name) ? members[name] : undefined
}
