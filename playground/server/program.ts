// Programs of the local server: which request gets which answer. The form is part of the scenario form (playground/scenario/README.md).
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import * as z from 'zod/mini'

const { optional, string, number, boolean, strictObject: strict } = z
const count = () => number().check(z.int(), z.gte(0))

const when = strict({
  path: optional(string()),
  nth: optional(number().check(z.int(), z.gte(1))),
  prompt: optional(string()),
  model: optional(string()),
})
const action = strict({
  status: optional(number().check(z.int(), z.gte(200), z.lte(599))),
  code: optional(string()),
  type: optional(string()),
  message: optional(string()),
  delayMs: optional(number().check(z.gte(0))),
  hold: optional(string()),
  cutAfterEvents: optional(count()),
  file: optional(string()),
  shift: optional(z.tuple([number(), number()])),
  scale: optional(number().check(z.gt(0))),
  gain: optional(z.tuple([number(), number(), number()])),
  text: optional(string()),
  echoKey: optional(boolean()),
  retryAfter: optional(number().check(z.gte(0))),
  html: optional(z.union([boolean(), string()])),
  categories: optional(z.array(string())),
  omitCORS: optional(boolean()),
  queue: optional(count()),
  nsfw: optional(z.union([boolean(), z.array(count())])),
})
const programs = z.array(strict({ when: optional(when), times: optional(count()), do: action }))

export type Action = z.infer<typeof action>
export type Program = z.infer<typeof programs>[number]

/** A program is wrong; the message names the path in the list, such as "server[0].do.status: expected number". */
export class ProgramError extends Error {}

const at = (path: readonly PropertyKey[]): string => path.reduce<string>((text, part) => (typeof part === 'number' ? `${text}[${part}]` : `${text}.${String(part)}`), 'server')

function expected(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return `unknown ${issue.keys.length > 1 ? 'keys' : 'key'} ${issue.keys.map((key) => `"${key}"`).join(', ')}`
  if (issue.code === 'invalid_type') return `expected ${issue.expected === 'int' ? 'a whole number' : issue.expected}`
  if (issue.code === 'too_small') return `expected ${issue.inclusive ? 'at least' : 'more than'} ${String(issue.minimum)}${issue.origin === 'array' ? ' items' : ''}`
  if (issue.code === 'too_big') return `expected at most ${String(issue.maximum)}${issue.origin === 'array' ? ' items' : ''}`
  if (issue.code === 'invalid_union') return issue.path.at(-1) === 'nsfw' ? 'expected true, false or the numbers of pictures' : 'expected true, false or a text'
  return issue.message
}

/** Checks a list of programs, unknown keys and missing files included; throws ProgramError. `file` is relative to `baseDir`. */
export function parsePrograms(list: unknown, baseDir: string): Program[] {
  const result = programs.safeParse(list)
  if (!result.success) {
    const issue = result.error.issues[0]!
    throw new ProgramError(`${at(issue.path)}: ${expected(issue)}`)
  }
  result.data.forEach(({ do: { file } }, i) => {
    if (file !== undefined && !existsSync(resolve(baseDir, file))) throw new ProgramError(`${at([i, 'do', 'file'])}: there is no file ${resolve(baseDir, file)}`)
  })
  return result.data
}

export type Matchable = { method: string; path: string; prompt: string; model: string }

/** Remembers how often each program matched and was used. */
export class ProgramList {
  #entries: { program: Program; matched: number; used: number }[]

  constructor(list: readonly Program[]) {
    this.#entries = list.map((program) => ({ program, matched: 0, used: 0 }))
  }

  /** What to do with this request: the first program that matches and still has `times` left. Call once per request: it counts. */
  next(request: Matchable): Action | null {
    let chosen: Action | null = null
    for (const entry of this.#entries) {
      if (!matches(entry.program.when ?? {}, request)) continue
      entry.matched += 1
      const { when, times } = entry.program
      if (chosen || (when?.nth !== undefined && when.nth !== entry.matched) || (times !== undefined && entry.used >= times)) continue
      entry.used += 1
      chosen = entry.program.do
    }
    return chosen
  }
}

/** A program without a path is for pictures: it leaves the model list alone. */
function matches(when: NonNullable<Program['when']>, request: Matchable): boolean {
  const path = when.path === undefined ? request.method === 'POST' : when.path === request.path
  return path && (when.prompt === undefined || request.prompt.includes(when.prompt)) && (when.model === undefined || when.model === request.model)
}
