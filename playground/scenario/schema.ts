// The form of a scenario file: a documented contract (playground/scenario/README.md). Unknown keys are errors.
import * as z from 'zod/mini'

const s = z.string()
const num = z.number()
const any = z.unknown()
const optional = z.optional
const strict = z.strictObject

const ui = (kind: string, fields: Record<string, z.ZodMiniType> = {}) => strict({ ui: z.literal(kind), timeoutMs: optional(num), ...fields })
const uiSteps = {
  fill: ui('fill', { name: s, value: s }),
  choose: ui('choose', { name: s, value: s }),
  check: ui('check', { name: s, value: optional(z.boolean()) }),
  set: ui('set', { name: s, value: num }),
  click: ui('click', { name: optional(s), action: optional(z.enum(['run', 'cancel', 'place', 'retry', 'undo-run'])) }),
  press: ui('press', { keys: s, holdMs: optional(num), name: optional(s) }),
  paint: ui('paint', { name: s, points: z.array(z.tuple([num, num])).check(z.minLength(1)), size: optional(num) }),
  attach: ui('attach', { name: s, file: s }),
  drag: ui('drag', { name: s, toNode: s }),
  read: ui('read', { name: s, as: s }),
}
const host = (kind: string, fields: Record<string, z.ZodMiniType> = {}) => strict({ host: z.literal(kind), ...fields })
const node = { node: s }
const hostSteps = {
  delete: host('delete', node),
  insert: host('insert', { parent: optional(s), node: z.record(s, any) }),
  move: host('move', { ...node, x: num, y: num }),
  resize: host('resize', { ...node, width: num, height: num }),
  rotate: host('rotate', { ...node, degrees: num }),
  rename: host('rename', { ...node, name: s }),
  reparent: host('reparent', { ...node, parent: s }),
  setFills: host('setFills', { ...node, fills: z.array(z.record(s, any)) }),
  setText: host('setText', { ...node, characters: s }),
  setVariable: host('setVariable', { name: s, value: any }),
  lock: host('lock', { ...node, locked: optional(z.boolean()) }),
  convert: host('convert', { ...node, to: z.enum(['component', 'instance', 'group']) }),
  switchPage: host('switchPage', { page: s }),
  deletePage: host('deletePage', { page: s }),
  dropFile: host('dropFile', { file: s, x: num, y: num }),
  reopenDocument: host('reopenDocument'),
  undo: host('undo'),
  redo: host('redo'),
}
const awaitSpec = z.union([
  z.literal('running'), z.literal('idle'),
  strict({ requests: num }), strict({ partial: num }), strict({ text: s }), strict({ notification: s }),
], 'expected "running", "idle", { "requests": 3 }, { "partial": 1 }, { "text": "…" } or { "notification": "…" }')

type StepKind = { key: string; schema?: z.ZodMiniType; variants?: Record<string, z.ZodMiniType> }
const kinds: StepKind[] = [
  { key: 'select', schema: strict({ select: z.array(s) }) },
  { key: 'plugin', schema: strict({ plugin: z.enum(['open', 'close']), command: optional(s), on: optional(s) }) },
  { key: 'ui', variants: uiSteps },
  { key: 'await', schema: strict({ await: awaitSpec, timeoutMs: optional(num) }) },
  { key: 'host', variants: hostSteps },
  { key: 'server', schema: strict({ server: z.literal('release'), gate: s }) },
  { key: 'network', schema: strict({ network: z.enum(['on', 'off']) }) },
  { key: 'dump', schema: strict({ dump: s }) },
  { key: 'shot', schema: strict({ shot: s, of: optional(z.string().check(z.regex(/^(canvas|window|both|node:.+)$/, 'expected canvas, window, both or node:NAME'))) }) },
]

export type UiStep = { ui: keyof typeof uiSteps; timeoutMs?: number; [field: string]: unknown }
export type HostStep = { host: keyof typeof hostSteps; [field: string]: unknown }
export type AwaitStep = { await: z.infer<typeof awaitSpec>; timeoutMs?: number }
export type Step =
  | { select: string[] }
  | { plugin: 'open' | 'close'; command?: string; on?: string }
  | UiStep
  | AwaitStep
  | HostStep
  | { server: 'release'; gate: string }
  | { network: 'on' | 'off' }
  | { dump: string }
  | { shot: string; of?: string }

type Kind = 'select' | 'plugin' | 'ui' | 'await' | 'host' | 'server' | 'network' | 'dump' | 'shot'
/** The key that a step begins with. */
export const kindOf = (step: Step): Kind => kinds.find(({ key }) => key in step)!.key as Kind

const top = strict({
  version: z.literal(1),
  scene: z.union([s, z.record(s, any)], 'expected the name of a scene, or an object with "pages" or "nodes"'),
  theme: optional(z.enum(['light', 'dark'])),
  window: optional(strict({ width: num, height: num })),
  editor: optional(z.literal('figma')),
  seed: optional(num),
  policy: optional(z.enum(['normal', 'no-wasm', 'no-blob-worker'])),
  clock: optional(z.enum(['real', 'virtual'])),
  storage: optional(z.record(s, any)),
  settings: optional(z.record(s, any)),
  network: optional(z.enum(['on', 'off'])),
  providers: optional(z.record(s, strict({ baseURL: optional(s), key: optional(s) }))),
  server: optional(z.array(any)),
  steps: z.array(any),
})

export type Scenario = Omit<z.infer<typeof top>, 'steps'> & { steps: Step[] }

/** The file is wrong: exit code 2. The message names the path in the file and what was expected there. */
export class ScenarioError extends Error {}

const at = (path: readonly PropertyKey[]): string => path.map((part, i) => (typeof part === 'number' ? `[${part}]` : `${i ? '.' : ''}${String(part)}`)).join('') || 'the file'

function check<T>(schema: z.ZodMiniType<T>, value: unknown, path: readonly PropertyKey[]): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const issue = result.error.issues[0]!
  const where = [...path, ...issue.path]
  if (issue.code === 'unrecognized_keys') throw new ScenarioError(`${at(where)}: unknown ${issue.keys.length > 1 ? 'keys' : 'key'} ${issue.keys.map((key) => `"${key}"`).join(', ')}`)
  throw new ScenarioError(`${at(where)}: ${explain(issue, value)}`)
}

type Issue = z.core.$ZodIssue
function explain(issue: Issue, value: unknown): string {
  const got = issue.path.reduce<unknown>((from, key) => (from as Record<PropertyKey, unknown> | undefined)?.[key], value)
  const shown = got === undefined ? 'nothing' : JSON.stringify(got)?.slice(0, 60)
  if (issue.code === 'invalid_type') return `expected ${issue.expected}, found ${shown}`
  if (issue.code === 'invalid_value') return `expected ${issue.values.map((v) => JSON.stringify(v)).join(' or ')}, found ${shown}`
  return `${issue.message}, found ${shown}`
}

function checkStep(step: unknown, index: number): Step {
  const path = ['steps', index]
  if (typeof step !== 'object' || step === null || Array.isArray(step)) throw new ScenarioError(`${at(path)}: expected a step, an object`)
  const kind = kinds.find(({ key }) => key in step)
  if (!kind) throw new ScenarioError(`${at(path)}: expected one of ${kinds.map(({ key }) => `"${key}"`).join(', ')}, found ${Object.keys(step).map((key) => `"${key}"`).join(', ') || 'no keys'}`)
  if (kind.schema) return check(kind.schema, step, path) as Step
  const name = (step as Record<string, unknown>)[kind.key]
  const schema = typeof name === 'string' ? kind.variants![name] : undefined
  if (!schema) throw new ScenarioError(`${at([...path, kind.key])}: expected ${Object.keys(kind.variants!).map((key) => `"${key}"`).join(', ')}, found ${JSON.stringify(name)}`)
  const checked = check(schema, step, path) as Step
  if ('ui' in checked && checked.ui === 'click' && (checked.name === undefined) === (checked.action === undefined)) throw new ScenarioError(`${at(path)}: a click needs either "name" or "action"`)
  return checked
}

/** Parses the text of a scenario file; throws ScenarioError. Scene nodes are checked when the document is made. */
export function parseScenario(text: string): Scenario {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    throw new ScenarioError(`the file is not JSON: ${(error as Error).message}`)
  }
  const file = check(top, json, [])
  return { ...file, steps: file.steps.map(checkStep) }
}
