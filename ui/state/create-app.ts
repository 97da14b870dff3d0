// The window's brain: store, bridge, queue and actions, put together. Everything from outside is handed in; no DOM here.
import { createChannel, isAbort } from '../../src/shared/channel'
import { toErrorReport, type ErrorReport } from '../../src/shared/errors'
import { asks, protocolVersion, sandboxNotices, uiNotices } from '../../src/shared/protocol'
import type { SelectionSnapshot } from '../../src/shared/snapshot'
import { createEditSession, type EditSession } from '../edit/edit-session'
import type { JobContext, WindowChannel } from '../jobs/context'
import { createReferenceExports } from '../jobs/export-references'
import { endStates, type Job } from '../jobs/job'
import { toJobRecord } from '../jobs/job-record'
import { createLander } from '../jobs/land-result'
import { createQueue, waitReasons } from '../jobs/queue'
import { newRunId } from '../jobs/make-run'
import { retryDelayMs } from '../jobs/retry'
import { runJob } from '../jobs/run-job'
import { createRunKeys } from '../jobs/run-keys'
import { createShelf } from '../jobs/shelf'
import { createBudget } from '../money/budget'
import { askTextModel } from './ask-text-model'
import { actActions } from './actions/act'
import { againActions } from './actions/again'
import { boardActions } from './actions/boards'
import { draftActions } from './actions/draft'
import { editResultActions } from './actions/edit-results'
import { fillActions } from './actions/fill'
import { historyActions } from './actions/history'
import { keyActions } from './actions/keys'
import { kitActions } from './actions/kit'
import { leftOverActions } from './actions/left-over'
import { markActions } from './actions/marks'
import { createMentions } from './actions/mentions'
import { navigation } from './actions/navigation'
import { promptWordActions } from './actions/prompt-words'
import { referenceActions } from './actions/references'
import { resultActions } from './actions/results'
import { runActions } from './actions/run'
import { selectionActions } from './actions/selection'
import { settingsActions } from './actions/settings'
import { templateActions } from './actions/templates'
import { textActions } from './actions/text'
import { toolActions } from './actions/tool'
import { undoActions } from './actions/undo'
import { variationActions } from './actions/variations'
import type { ActionContext } from './action-context'
import type { AppDeps } from './app-deps'
import { followWords } from './follow-words'
import { createHistoryKeeper } from './history-keeper'
import { keepLeftOver } from './left-over'
import { initialState } from './initial-state'
import { createBoards } from './boards'
import { laneLimits } from './lane-limits'
import { noticeOf, withNotice, withoutNotices } from './notices'
import { createPersistence } from './persistence'
import { createCardReader } from './read-cards'
import { createReadSoon } from './read-soon'
import { runEvents } from './run-events'
import { afterSelection } from './selection-state'
import { createSpeech } from './speech'
import { startApp } from './start-app'
import { queueItem, startRun } from './start-run'
import type { Actions, AppState, Notice } from './state'
import { createStore, type Store } from './store'
import { createTeller } from './teller'
import { createTicker } from './ticker'
import { createReadability } from './readability'
import { createWordChecks } from './word-checks'
import { cardOf } from './catalog'
import { onlyWords } from '../words/only-words'

/** From so many requests on a run lets go of what has landed. */
const longRunJobs = 12

export type App = {
  store: Store<AppState>
  actions: Actions
  edits: EditSession
  /** Resolves when the handshake is answered or has failed. */
  started: Promise<void>
  /** Nothing runs, waits, is asked or is still to be saved: what a scenario calls idle. */
  isIdle(): boolean
  dispose(): void
}

export function createApp(deps: AppDeps): App {
  const { clock, timers, random } = deps
  let rowsWait = (): boolean => false
  const store = createStore(initialState({ cards: deps.cards, providers: deps.providers.map(({ id, label, hosts, regions = [], defaultBaseURL, needsKey, ownAddress = false, describe, rewrite, readWords }) => ({ id, label, hosts, regions, defaultBaseURL, needsKey, ownAddress, describes: describe !== undefined, ...(rewrite ? { rewrite: { label: rewrite.label, usd: rewrite.usd } } : {}), ...(readWords ? { readWords: { label: readWords.label, usd: readWords.usd } } : {}) })) }, clock(), deps.online.now()), createTeller({ turn: deps.turn, rowsWait: () => rowsWait() }))
  const owner = `w${Math.floor(random() * 36 ** 6).toString(36)}`
  const channel: WindowChannel = createChannel({
    port: deps.port, prefix: `${owner}-`, timers,
    asks, notices: uiNotices, handled: {}, heard: sandboxNotices, handlers: {},
    listeners: {
      'selection.changed': ({ snapshot }) => receiveSnapshot(snapshot),
      'canvas.dropped': ({ resultKey, nodeId, x, y }) => results.placeAt(resultKey, nodeId ? { kind: 'layer', targetId: nodeId } : { kind: 'point', near: { x, y, width: 0, height: 0 } }),
    },
    onProblem: (error) => fail(error),
  })

  function receiveSnapshot(snapshot: SelectionSnapshot): void {
    const after = afterSelection(store.get(), snapshot)
    if (!after) return
    store.set(after.change)
    after.stale.forEach(deps.urls.revoke)
    if (store.get().words.kitOn) void words.readKit()
    void mentions.check()
    dropNotices(({ key }) => key.startsWith('selection.') || key === 'placement.read-only')
  }
  async function readSelection(): Promise<void> {
    const { pinnedIds, rolesChosen: roles } = store.get()
    try {
      receiveSnapshot((await channel.ask('selection.read', { pinnedIds, roles })).snapshot)
    } catch (error) {
      fail(error)
    }
  }
  function notify(notice: Notice): void {
    store.set(({ notices, spoken }) => ({
      notices: withNotice(notices, notice),
      spoken: notice.tone === 'bad' ? { ...spoken, alert: notice.message } : spoken,
    }))
  }
  function fail(error: unknown, options: { at?: Notice['at']; jobId?: string | null } = {}): void {
    if (isAbort(error)) return
    const report = toErrorReport(error)
    if (report.code === 'protocol.closed') return
    if (report.code === 'protocol.version') return store.set({ fatal: report })
    notify(noticeOf(report, options))
  }
  const dropNotices = (gone: (notice: Notice) => boolean): void => store.set(({ notices }) => ({ notices: withoutNotices(notices, gone) }))

  const speech = createSpeech({ clock, timers, speak: (status) => store.set(({ spoken }) => ({ spoken: { ...spoken, status } })) })
  const readSoon = createReadSoon({ timers, clock, busy: () => queue.stats().running > 0 || lander.waiting() > 1, read: readSelection })
  const events = runEvents({ store, speech, notify, dropNotices, readSelection: readSoon.read, dropReferences: (runId) => { references.drop(runId); runKeys.drop(runId) }, planOf: (id) => jobContext.plans.get(id), tellOutside })

  /** In Figma's own toast: nobody looks at ours, or what it is about is on another page. */
  function tellOutside(message: string, nodeId: string | null, pageId: string | null): void {
    const { collapsed, snapshot } = store.get(), away = pageId !== null && snapshot !== null && snapshot.pageId !== pageId
    if (!collapsed && deps.hidden?.() !== true && !away) return
    channel.ask('notification.show', { message: message.slice(0, 100), tone: 'plain', nodeId }).catch(fail)
  }

  function patch(id: string, change: Partial<Job>): void {
    const before = store.get().jobs[id]
    if (!before) return
    const now = clock()
    const moved = change.state !== undefined && change.state !== before.state
    const since = Math.max(before.queuedAt, before.queuedAt + Object.values(before.timingsMs).reduce((sum, ms) => sum + ms, 0))
    const timingsMs = moved ? { ...before.timingsMs, [before.state]: (before.timingsMs[before.state] ?? 0) + Math.max(0, now - since) } : before.timingsMs
    const job: Job = { ...before, timingsMs, ...change }
    store.set(({ jobs }) => ({ jobs: { ...jobs, [id]: job } }))
    if (change.state !== undefined || change.results !== undefined || change.partials !== undefined) channel.notify('job.changed', { job: toJobRecord(job) })
  }

  const boards = createBoards({ store, channel, clock, fail, start: (run) => startRun(context, run), newRunId: () => newRunId(random) })
  const jobContext: JobContext = {
    store, channel, providers: deps.providers, pixels: deps.pixels, urls: deps.urls, clock, random,
    plans: new Map(), controllers: new Map(), job: (id) => store.get().jobs[id], patch, ...events,
    onLanded(job, result) {
      events.onLanded(job, result)
      jobContext.plans.get(job.id)?.landed?.(job, result).catch(fail)
      if (isLongRun(job)) shelf.landed(job, result)
    },
    onlyWords: (first, job, signal) => onlyWords({ store }, deps.editWork, first, job, cardOf(store.get(), job.providerId, job.request.modelId), signal),
    onArrived: (job) => boards.arrived(job),
    onEnded: (job) => { boards.ended(job); events.onEnded(job); followOn(job) },
  }
  /** Jobs that start from this one's picture: into the queue once it is there, else ended with it. */
  function followOn(job: Job): void {
    for (const [id, plan] of jobContext.plans) {
      const next = plan.follows === job.id ? store.get().jobs[id] : undefined
      if (next?.state !== 'queued') continue
      if (job.state === 'done') {
        queue.add([queueItem(next)], 'front')
        store.set({ queueOrder: queue.waitingIds() })
      } else {
        patch(id, { state: 'cancelled', waiting: null, endedAt: clock() })
        const ended = store.get().jobs[id]
        if (ended) jobContext.onEnded(ended)
      }
    }
  }
  /** Pictures of short runs stay whole: they are looked at, edited on and compared. */
  const isLongRun = ({ runId }: Job): boolean => (store.get().runs.find(({ id }) => id === runId)?.jobIds.length ?? 0) >= longRunJobs && !store.get().boards[runId]
  const references = createReferenceExports(jobContext), runKeys = createRunKeys(jobContext)
  const lander = createLander(jobContext)
  const shelf = createShelf(jobContext)
  const persistence = createPersistence(store, channel, timers, { owner, random })
  const budget = createBudget({ store, clock, syncLedger: persistence.syncLedger, changeLedger: persistence.changeLedger })
  const readability = createReadability({ store, work: deps.editWork })
  const wordChecks = createWordChecks({ store, reader: deps.reader ?? null, work: deps.editWork, ask: askTextModel({ store, channel, providers: deps.providers, clock, random }), since: clock() })
  const edits = createEditSession({ store, channel, urls: deps.urls, timers, work: deps.editWork })

  /** Back into the queue after a failure, by our own rules; false: it stays failed. */
  function sendAgain(jobId: string, error: ErrorReport): boolean {
    const job = store.get().jobs[jobId]
    const delay = job ? retryDelayMs(error, job.attempts, random) : null
    if (!job || delay === null) return false
    const untilMs = clock() + delay
    const asked = error.code === 'provider.rate-limited'
    const reason = asked ? waitReasons.asked : waitReasons.busy
    patch(jobId, { state: 'queued', error, waiting: { reason, untilMs } })
    queue.again(queueItem(job), untilMs, reason, asked)
    return true
  }
  function stopRun({ id, runId }: Job, error: ErrorReport): void {
    for (const job of Object.values(store.get().jobs)) {
      if (job.runId === runId && job.id !== id && queue.remove(job.id)) patch(job.id, { state: 'failed', error, waiting: null, endedAt: clock() })
    }
  }
  const queue = createQueue({
    clock, timers,
    limits: (lane) => laneLimits(store.get(), lane),
    start: (id, free) => runJob({ context: jobContext, references, keys: runKeys, lander, budget, retry: (job, error) => sendAgain(job.id, error), onSent: () => queue.sent(id), free, turn: () => (rowsWait() ? deps.turn?.() : undefined), stopRun }, id),
    onWaiting(id, waiting) {
      const known = store.get().jobs[id]?.waiting
      if (known?.untilMs !== waiting.untilMs || known.reason !== waiting.reason) patch(id, { waiting })
    },
  })
  rowsWait = () => queue.stats().waiting > 0
  const ticker = createTicker({ store, clock, timers, onTick: (nowMs) => events.rateLimitNotice(nowMs) })

  const context: ActionContext = { ...jobContext, timers, page: deps.page, queue, lander, shelf, edits, wordChecks, boards, speech, notify, fail, dropNotices, receiveSnapshot, readSelection, tick: ticker.wake }
  const results = resultActions(context)
  const draft = draftActions(context)
  const keeper = createHistoryKeeper(context)
  const history = historyActions(context, keeper, draft)
  const leftKeeper = keepLeftOver(context), { offerLeft, ...left } = leftOverActions(context, leftKeeper)
  const settings = settingsActions(context, draft.editDraft)
  const { approve, approveVariation, kitIdle, ...kit } = kitActions(context)
  const tool = toolActions(context)
  const selection = selectionActions(context)
  const words = { ...kit, ...promptWordActions(context), ...templateActions(context, tool.chooseTool, selection.setRole) }
  const rest = { ...navigation(context), ...markActions(context), ...againActions(context), ...draft, ...fillActions(context), ...boardActions(context), ...selection, ...referenceActions(context), ...runActions(context), ...results, ...undoActions(context), ...tool, ...words, ...textActions(context, settings.saveSettings), ...editResultActions(context), ...variationActions(context), ...history, ...left, ...settings, ...keyActions(context, { ...draft, ...settings }) }
  const mentions = createMentions(context, rest.addReferenceLayers)
  const actions: Actions = {
    ...rest, ...actActions(context, rest),
    // What the designer approves may be what a series follows.
    mark(mark, ids, name) {
      rest.mark(mark, ids, name)
      approve(mark, ids, name)
    },
    keepVariation(nodeId, imageHash, number, flatten) {
      approveVariation(nodeId, imageHash)
      rest.keepVariation(nodeId, imageHash, number, flatten)
    },
    // What the file says is what it says at the press.
    run: () => mentions.settled(() => (store.get().words.kitOn ? void words.readKit().then(rest.run) : rest.run())),
  }

  const cards = createCardReader({ store, channel, fail })
  const stopFollowing = [store.subscribe(edits.follow), store.subscribe(cards.follow), store.subscribe(boards.follow), store.subscribe(boards.followChecks), store.subscribe(wordChecks.follow), store.subscribe(readability.follow)]
  const stopWords = followWords(store)
  const stopOnline = deps.online.onChange((online) => {
    store.set({ online })
    if (online) dropNotices(({ key }) => key === 'network.offline')
  })
  const started = startApp({ store, channel, persistence, receiveSnapshot, applyRecipe: history.applyRecipe, notify, protocolVersion }).then(() => {
    const { words: { kitsOn, series, template }, fatal } = store.get()
    if (!fatal && (kitsOn.length > 0 || series.on)) void words.readKit()
    if (!fatal && template) void words.readSharedTemplates()
  })
  void started.then(keeper.load).then(offerLeft).catch(fail)

  return {
    store, actions, edits, started,
    isIdle: () => store.get().ready && Object.values(store.get().jobs).every((job) => endStates.includes(job.state)) && queue.stats().running === 0 && edits.idle() && wordChecks.idle() && readability.idle() && channel.stats().open === 0 && persistence.idle() && readSoon.idle() && shelf.idle() && kitIdle() && mentions.idle() && keeper.idle() && leftKeeper.idle(),
    dispose() {
      stopOnline()
      stopFollowing.forEach((stop) => stop())
      stopWords()
      readability.stop()
      wordChecks.stop()
      mentions.stop()
      edits.stop()
      queue.stop()
      ticker.stop()
      readSoon.stop()
      speech.stop()
      persistence.stop()
      keeper.stop()
      leftKeeper.stop()
      for (const controller of jobContext.controllers.values()) controller.abort()
      channel.close()
    },
  }
}
