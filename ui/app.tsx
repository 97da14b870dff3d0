// The window: head, scrolling body, foot; sub-pages over them; what is spoken.
import { Fragment, h } from 'preact'
import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Act } from './components/basics'
import { LiveRegions, SayContext } from './components/live-regions'
import { names } from './components/names'
import { NoticeBox } from './components/notice'
import { ResizeGrip } from './components/resize-grip'
import { CreateFoot } from './panels/create/create-foot'
import { CreatePanel } from './panels/create/create-panel'
import { useFileIntake } from './panels/create/file-intake'
import { CollapsedBar } from './panels/collapsed-bar'
import { Head, SubHead } from './panels/head'
import { HistoryFoot, HistoryPanel } from './panels/history-panel'
import { useKeyboard } from './panels/keyboard'
import { KeysPage } from './panels/keys-page'
import { Notices } from './panels/notices'
import { ResultsFoot, ResultsPanel } from './panels/results/results-panel'
import { SettingsPage } from './panels/settings/settings-page'
import { SpendingPage } from './panels/spending-page'
import { Toast } from './panels/toast'
import { BuilderPage } from './panels/words/builder-page'
import { KitPage } from './panels/words/kit-page'
import { TemplatesPage } from './panels/words/templates-page'
import type { Place, SubPage } from './state/state'
import { AppContext, useActions, useAppState, type AppHandle } from './state/store'

const bodies: Record<Place, () => h.JSX.Element> = { create: CreatePanel, results: ResultsPanel, history: HistoryPanel }
const feet: Record<Place, () => h.JSX.Element | null> = { create: CreateFoot, results: ResultsFoot, history: HistoryFoot }
const pages: Readonly<Partial<Record<SubPage, () => h.JSX.Element>>> = { settings: SettingsPage, spending: SpendingPage, keys: KeysPage }
/** Pages with a head and a foot of their own. */
const wholePages: Readonly<Partial<Record<SubPage, () => h.JSX.Element>>> = { builder: BuilderPage, templates: TemplatesPage, kit: KitPage }
/** From this width on the builder and the templates open beside Create, px (ui.md 7). */
const besideFrom = 840
const opensBeside: readonly SubPage[] = ['builder', 'templates']

/** Focus goes to the first field of a sub-page, and back to what opened it. */
function SubPageFrame({ page }: { page: SubPage }) {
  const frame = useRef<HTMLDivElement>(null)
  const Page = pages[page], Whole = wholePages[page]
  useLayoutEffect(() => {
    const opener = document.activeElement instanceof HTMLElement ? document.activeElement : null
    const name = opener?.getAttribute('aria-label')
    const first = frame.current?.querySelector<HTMLElement>('.body input:not([type=file]), .body [role=combobox]') ?? frame.current?.querySelector<HTMLElement>('button')
    first?.focus()
    return () => requestAnimationFrame(() => {
      const back = opener?.isConnected ? opener : name ? document.querySelector<HTMLElement>(`[aria-label="${CSS.escape(name)}"]`) : null
      back?.focus()
    })
  }, [page])
  return (
    <div ref={frame} class="sub-page">
      {Whole ? <Whole /> : <SubHead page={page} />}
      {/* Without controls of its own it is scrolled by keyboard as a whole. */}
      {Page ? <main class="body" tabIndex={page === 'keys' ? 0 : undefined}><div class="form roomy"><Page /></div></main> : null}
    </div>
  )
}

function PlaceFrame({ place, hidden }: { place: Place; hidden: boolean }) {
  const Body = bodies[place], Foot = feet[place]
  return (
    <div class="place" hidden={hidden}>
      <Head />
      <main class={`body at-${place}`}>
        <Notices at="top" />
        <Body />
      </main>
      <Foot />
    </div>
  )
}

function useWide(): boolean {
  const [wide, setWide] = useState(window.innerWidth >= besideFrom)
  useLayoutEffect(() => {
    const onResize = (): void => setWide(window.innerWidth >= besideFrom)
    window.addEventListener('resize', onResize)
    return () => window.removeEventListener('resize', onResize)
  }, [])
  return wide
}

function Fatal() {
  const actions = useActions()
  const fatal = useAppState((state) => state.fatal)
  if (!fatal) return null
  return (
    <main class="body fatal">
      <NoticeBox tone="bad" next={fatal.actions.map((action) => <Act key={action.label} onPress={() => actions.act(action, { key: 'fatal', tone: 'bad', message: fatal.message, actions: fatal.actions, at: 'top', jobId: null })}>{action.label}</Act>)}>
        {fatal.message}{fatal.hint ? <span class="quiet"> {fatal.hint}</span> : null}
      </NoticeBox>
    </main>
  )
}

function Window({ handle }: { handle: AppHandle }) {
  const { store, actions } = handle
  const place = useAppState((state) => state.place)
  const subPage = useAppState((state) => state.subPage)
  const fatal = useAppState((state) => state.fatal)
  const collapsed = useAppState((state) => state.collapsed)
  const spoken = useAppState((state) => state.spoken)
  const [said, setSaid] = useState('')
  const say = useCallback((text: string) => setSaid(text), [])
  useKeyboard({ get: store.get, actions, say })
  const wide = useWide()
  const beside = wide && place === 'create' && subPage !== null && opensBeside.includes(subPage)
  const dropping = useFileIntake(useCallback((file: File, name: string) => {
    actions.openSub(null)
    actions.go('create')
    void actions.addReferenceFile(file, name)
  }, [actions]))
  return (
    <SayContext.Provider value={say}>
      <div class="app">
        {fatal ? <Fatal /> : (
          <Fragment>
            {collapsed ? <CollapsedBar /> : null}
            <div class={`panes ${beside ? 'beside' : ''}`} hidden={collapsed}>
              {subPage && !beside ? <SubPageFrame page={subPage} /> : null}
              <PlaceFrame place={place} hidden={subPage !== null && !beside} />
              {subPage && beside ? <SubPageFrame page={subPage} /> : null}
            </div>
          </Fragment>
        )}
        {dropping ? <div class="drop-here" aria-hidden="true">Drop to use it as a reference</div> : null}
        {collapsed ? null : <Toast said={said} onGone={() => setSaid('')} />}
        {collapsed ? null : <ResizeGrip name={names.resize} onResize={actions.resize} />}
        <LiveRegions status={said || spoken.status} alert={spoken.alert} />
      </div>
    </SayContext.Provider>
  )
}

/** The whole window. The composition root gives it the store and the actions. */
export const App = ({ handle }: { handle: AppHandle }) => (
  <AppContext.Provider value={handle}>
    <Window handle={handle} />
  </AppContext.Provider>
)
