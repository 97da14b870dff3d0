// What outlives the window: draft, tools, prompt history, ledger, stars. Restored field by field; whatever is broken falls back. Never a key.
import * as z from 'zod/mini'
import type { Timers } from '../../src/shared/channel'
import { toErrorReport } from '../../src/shared/errors'
import type { WindowChannel } from '../jobs/context'
import { countLimits } from '../tools/conform-draft'
import { addToLedger, restoreLedger } from '../money/ledger'
import { restoreMarks, type Marks } from './marks'
import { noticeOf, withNotice } from './notices'
import { restoreTools, type StoredTools } from './restore-tools'
import type { AppState, GenerateDraft, LedgerEntry } from './state'
import type { Store } from './store'
import { restoreWords, storedWords, type WordsState } from './words-state'

/** Names in client storage. */
const storedNames = ['draft', 'prompts', 'ledger', 'tools', 'marks', 'words'] as const
type StoredName = (typeof storedNames)[number]

const px = z.number().check(z.int(), z.minimum(1), z.maximum(16_384))
const text = z.string().check(z.maxLength(200_000))
const draftShape = {
  prompt: text,
  modelKey: z.string().check(z.maxLength(200)),
  ratio: z.union([z.object({ kind: z.literal('match') }), z.object({ kind: z.literal('preset'), id: z.string().check(z.maxLength(20)), ratio: z.number().check(z.minimum(0.01), z.maximum(100)) }), z.object({ kind: z.literal('custom'), widthPx: px, heightPx: px })]),
  resolution: z.union([z.object({ kind: z.literal('density'), value: z.union([z.literal(1), z.literal(2), z.literal(4)]) }), z.object({ kind: z.literal('exact'), widthPx: px, heightPx: px })]),
  quality: z.string().check(z.maxLength(40)),
  count: z.number().check(z.int(), z.minimum(countLimits.low), z.maximum(countLimits.high)),
  background: z.enum(['auto', 'opaque', 'transparent']),
  format: z.enum(['png', 'jpeg', 'webp']),
  scaleMode: z.enum(['FILL', 'FIT']),
}

/** Fields of a stored draft that are whole. References belong to one document and one moment: they are not kept. */
function restoreDraft(stored: unknown): Partial<GenerateDraft> {
  const from = (typeof stored === 'object' && stored !== null ? stored : {}) as Record<string, unknown>
  const kept: Record<string, unknown> = {}
  for (const [name, schema] of Object.entries(draftShape)) {
    const parsed = schema.safeParse(from[name])
    if (name in from && parsed.success) kept[name] = parsed.data
  }
  return kept
}

const maxPrompts = 50
const promptsSchema = z.object({ prompts: z.array(text), recentModels: z.array(z.string()) })
function restorePrompts(stored: unknown): { promptHistory: string[]; recentModels: string[] } {
  const parsed = promptsSchema.safeParse(stored)
  return parsed.success ? { promptHistory: parsed.data.prompts.slice(-maxPrompts), recentModels: parsed.data.recentModels.slice(0, 2) } : { promptHistory: [], recentModels: [] }
}

/** Newest last, without repeating an earlier one. */
export const addPrompt = (history: readonly string[], prompt: string): string[] => [...history.filter((past) => past !== prompt), prompt].slice(-maxPrompts)

const saveAfterMs = 400
/** Before the ledger that another window holds is asked for again, and up to twice that. */
const steppedBackMs = 15

/** Watches the store and saves what changed. `load` first: nothing is written before it was read. */
/** `owner`: this window's name among those of its user; `random` gives 0 to 1. */
export function createPersistence(store: Store<AppState>, channel: WindowChannel, timers: Timers, { owner, random }: { owner: string; random(): number }) {
  const pending = new Map<StoredName, number>()
  let last = store.get()
  let loaded = false
  let turn: Promise<unknown> = Promise.resolve(), changing = 0
  /** Jobs of other windows that the stored ledger named last. */
  let seen: ReadonlySet<string> = new Set()

  const valueOf = (name: Exclude<StoredName, 'ledger'>): unknown => {
    const state = store.get()
    if (name === 'draft') return { ...state.draft, references: undefined }
    if (name === 'tools') return { tool: state.tool, prompts: state.prompts, editDraft: state.editDraft, expandDraft: state.expandDraft, finishDraft: state.finishDraft, fill: { pattern: state.fill.pattern, share: state.fill.share } }
    if (name === 'marks') return state.marks
    if (name === 'words') return storedWords(state.words)
    return { prompts: state.promptHistory, recentModels: state.recentModels }
  }
  /** Another window of this user (a second file) may have spent meanwhile: its entries stay. */
  const mergeLedger = async (): Promise<void> => {
    const stored = restoreLedger((await channel.ask('state.load', { name: 'ledger' })).value)
    const { jobs, ledger: own } = store.get()
    // Of this window's own jobs its own ledger knows best: money that was set aside and not spent must not come back, here or from another window.
    const others = stored.filter(({ jobId }) => !(jobId in jobs)), ids = new Set(others.map(({ jobId }) => jobId)), givenBack = (entry: LedgerEntry): boolean => entry.pictures === 0 && seen.has(entry.jobId) && !ids.has(entry.jobId)
    const merged = [...others, ...own.filter((entry) => !givenBack(entry))].sort((a, b) => a.at - b.at).reduce<AppState['ledger']>((ledger, entry) => addToLedger(ledger, entry), [])
    if (merged.length !== own.length || merged.some(({ usd }, index) => usd !== own[index]?.usd)) { store.set({ ledger: merged }); last = store.get() }
    seen = ids
  }
  const save = (name: StoredName): Promise<void> => {
    pending.delete(name)
    return name === 'ledger' ? changeLedger(() => undefined) : write(name, valueOf(name))
  }
  const write = async (name: StoredName, value: unknown): Promise<void> => {
    try {
      await channel.ask('state.save', { name, value: JSON.parse(JSON.stringify(value)) })
    } catch (error) {
      // A closed bridge or a slow answer costs this save only; the next change saves again.
      const report = toErrorReport(error)
      if (report.code.startsWith('storage.')) store.set(({ notices }) => ({ notices: withNotice(notices, noticeOf(report, { at: 'settings' })) }))
    }
  }
  /** One change after the other, and none while another window of this user makes its own: between reading and writing nobody else spends. Never rejects: without an answer what is known here counts. */
  function changeLedger<T>(change: () => T): Promise<T> {
    changing += 1
    const changed = turn.then(async () => {
      try {
        while (!(await channel.ask('state.lock', { owner, on: true })).held) await new Promise<void>((resolve) => timers.set(resolve, steppedBackMs * (1 + random())))
        await mergeLedger()
      } catch (error) {
        toErrorReport(error)
      }
      const result = change()
      await write('ledger', store.get().ledger)
      await channel.ask('state.lock', { owner, on: false }).catch(toErrorReport)
      return result
    })
    turn = changed.catch(toErrorReport).finally(() => { changing -= 1 })
    return changed
  }
  const soon = (name: StoredName): void => {
    const timer = pending.get(name)
    // Money is written down while more is spent; of a text being typed the end is enough.
    if (timer !== undefined && name === 'ledger') return
    if (timer !== undefined) timers.clear(timer)
    pending.set(name, timers.set(() => void save(name), saveAfterMs))
  }
  const stop = store.subscribe(() => {
    const now = store.get(), before = last
    last = now
    if (!loaded) return
    if (now.draft !== before.draft) soon('draft')
    if (now.promptHistory !== before.promptHistory || now.recentModels !== before.recentModels) soon('prompts')
    if (now.ledger !== before.ledger) soon('ledger')
    if (now.tool !== before.tool || now.prompts !== before.prompts || now.editDraft !== before.editDraft || now.expandDraft !== before.expandDraft || now.finishDraft !== before.finishDraft || now.fill.pattern !== before.fill.pattern || now.fill.share !== before.fill.share) soon('tools')
    if (now.marks !== before.marks) soon('marks')
    if (now.words !== before.words) soon('words')
  })

  return {
    /** Reads everything; a name that cannot be read is as good as empty. `draft` is null on a first run. */
    async load(): Promise<{ draft: Partial<GenerateDraft> | null; tools: StoredTools; promptHistory: string[]; recentModels: string[]; ledger: AppState['ledger']; marks: Marks; words: WordsState }> {
      const [draft, prompts, ledger, tools, marks, words] = await Promise.all(storedNames.map((name) => channel.ask('state.load', { name }).then(({ value }) => value, () => null)))
      return { draft: draft == null ? null : restoreDraft(draft), tools: restoreTools(tools), ...restorePrompts(prompts), ledger: restoreLedger(ledger), marks: restoreMarks(marks), words: restoreWords(words) }
    },
    /** Saving starts now. */
    start(): void {
      loaded = true
      last = store.get()
    },
    /** Never rejects: without an answer what is known here counts. */
    syncLedger: (): Promise<void> => mergeLedger().catch(() => undefined),
    changeLedger,
    idle: (): boolean => pending.size + changing === 0,
    stop(): void {
      stop()
      for (const timer of pending.values()) timers.clear(timer)
      pending.clear()
    },
  }
}
