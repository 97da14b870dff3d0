// The window's brain with a fake sandbox, fake services and a clock of its own.
import type { SelectionSnapshot } from '../../src/shared/snapshot'
import type { AppDeps } from '../../ui/state/app-deps'
import { createApp, type App } from '../../ui/state/create-app'
import { cardOf, paidCard } from './builders'
import { createFakeEditWork, type FakeEditWork } from './fake-edit-work'
import { createFakeProvider, paidProvider, type FakeProvider } from './fake-provider'
import { createFakeSandbox, joinPorts, type FakeSandbox, type Wire } from './joined-channel'
import { createVirtualTime, settle, type VirtualTime } from './virtual-time'

export const testKey = 'sk-test-0123456789abcdefghij7f2Q'

export type Trial = {
  app: App; sandbox: FakeSandbox; demo: FakeProvider; paid: FakeProvider; time: VirtualTime; wire: Wire; log: string[]
  urls: Set<string>
  copied: unknown[]
  saved: string[]
  work: FakeEditWork
  setOnline(online: boolean): void
  select(layers: SelectionSnapshot): Promise<void>
  /** Chooses the paid model; its key is stored. */
  usePaid(): void
}

type Start = Parameters<typeof createFakeSandbox>[2] & { deps?: Partial<AppDeps>; auto?: boolean; wire?: Partial<Wire>; withKey?: boolean }

/** Started and settled. With `withKey` the paid service has a key. */
export async function tryApp({ deps = {}, auto = false, wire: wished = {}, withKey = false, ...start }: Start = {}): Promise<Trial> {
  const time = createVirtualTime()
  const wire: Wire = { delayMs: 0, loses: () => false, ...wished }
  const { window, sandbox: port, log } = joinPorts(time.timers, wire)
  const origin = 'https://api.paint.test'
  const sandbox = createFakeSandbox(port, time.timers, withKey ? { ...start, keys: [{ providerId: 'paid', origin, lastFour: '7f2Q', keep: 'device' }], secrets: { [`paid ${origin}`]: testKey } } : start)
  const demo = createFakeProvider({ auto }), paid = paidProvider({ auto })
  const work = createFakeEditWork()
  const urls = new Set<string>(), copied: unknown[] = [], saved: string[] = []
  let made = 0, seed = 1, online = true, tellOnline: (online: boolean) => void = () => undefined
  const app = createApp({
    port: window, providers: [demo, paid], cards: [cardOf(), paidCard()], clock: time.clock, timers: time.timers,
    random: () => { seed = (seed * 16_807) % 2_147_483_647; return seed / 2_147_483_647 },
    pixels: {
      toPlaceable: async (bytes) => ({ bytes, mime: 'image/png', widthPx: 1, heightPx: 1, reducedFromPx: null }),
      thumbnail: async (bytes) => bytes.slice(0, 2),
      sha256Hex: async (bytes) => `sha-${[...bytes].slice(0, 4).join('-')}`,
      readImageHeader: () => ({ mime: 'image/png', widthPx: 10, heightPx: 10 }),
    },
    urls: { create: () => { const url = `blob:${(made += 1)}`; urls.add(url); return url }, revoke: (url) => void urls.delete(url) },
    online: { now: () => online, onChange: (listener) => { tellOnline = listener; return () => undefined } },
    page: { copyText: async (text) => void copied.push(text), copyPicture: async (bytes) => void copied.push(bytes), download: (_bytes, _mime, name) => void saved.push(name) },
    editWork: work,
    ...deps,
  })
  await time.advance(wire.delayMs * 4)
  await settle()
  return {
    app, sandbox, demo, paid, time, wire, log, urls, copied, saved, work,
    setOnline(next) { online = next; tellOnline(next) },
    async select(snapshot) { sandbox.select(snapshot); await time.advance(wire.delayMs * 2); await settle() },
    usePaid: () => app.actions.editDraft({ modelKey: 'paid/paint-1' }),
  }
}

export const jobsOf = ({ app }: Trial) => Object.values(app.store.get().jobs)
export const statesOf = (trial: Trial): string[] => jobsOf(trial).map((job) => job.state)
export const noticeOf = ({ app }: Trial, key: string) => app.store.get().notices.find((notice) => notice.key === key)
