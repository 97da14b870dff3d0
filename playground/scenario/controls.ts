// Finds the window's controls by accessible name (the contract of ui/components/names.ts) and works them as a person would.
import type { Frame, Locator } from 'playwright-core'

/** A step of the scenario could not be done: exit code 1. */
export class StepError extends Error {}

/** Where to look and how to wait. */
export type Panel = {
  /** Throws a StepError while the plugin is closed. */
  frame(): Promise<Frame>
  /** One short wait between two looks. */
  pass(): Promise<void>
}

type Role = Parameters<Frame['getByRole']>[0]
const roles = {
  fill: ['textbox', 'searchbox', 'spinbutton'],
  choose: ['combobox', 'radiogroup'],
  check: ['switch', 'checkbox'],
  set: ['slider'],
  click: ['button', 'link', 'menuitem', 'menuitemradio', 'menuitemcheckbox'],
} as const satisfies Record<string, readonly Role[]>
const others: readonly Role[] = ['status', 'alert', 'img', 'list', 'listitem', 'group', 'toolbar', 'region', 'progressbar', 'table', 'row', 'cell', 'dialog', 'listbox', 'option', 'tab', 'tree', 'treeitem', 'application']

const defaultTimeoutMs = 10_000
/** A second look at names that fit twice, real ms: the window may just be changing. */
const secondLookMs = 250

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
/** The given name, or a name that begins with it and goes on with a space or a comma (" ·" begins with a space). */
const beginning = (name: string): RegExp => new RegExp(`^${escape(name)}(?=$|[ ,])`)

const nameOf = (locator: Locator): Promise<string> =>
  locator.evaluate((element) => {
    const labels = (element as HTMLInputElement).labels
    return (element.getAttribute('aria-label') ?? (labels?.length ? [...labels].map((label) => label.textContent).join(' ') : element.textContent) ?? '').replace(/\s+/g, ' ').trim()
  })
const list = async (locators: readonly Locator[]): Promise<string> => (await Promise.all(locators.map(async (locator) => `"${await nameOf(locator)}"`))).join(', ')

/** In one question to the browser, whatever the number of roles. */
const visible = (frame: Frame, kinds: readonly Role[], name: string | RegExp): Promise<Locator[]> =>
  kinds.map((role) => frame.getByRole(role, typeof name === 'string' ? { name, exact: true } : { name })).reduce((all, one) => all.or(one)).filter({ visible: true }).all()

/** Visible matches of any of the roles; the exact name wins over names that only begin with it. */
async function matches(frame: Frame, kinds: readonly Role[], name: string): Promise<Locator[]> {
  const exact = await visible(frame, kinds, name)
  return exact.length > 0 ? exact : visible(frame, kinds, beginning(name))
}

/** A radio of the group "Places" counts as something to click. */
const places = (frame: Frame, name: string): Promise<Locator[]> => frame.getByRole('radiogroup', { name: 'Places', exact: true }).getByRole('radio', { name, exact: true }).all()

/** Neither disabled nor aria-disabled. */
const enabled = (locator: Locator): Promise<boolean> => locator.isEnabled()

/** Looks until `find` gives exactly one; several are an error, none are one after the time-out with the text of `missing`. */
async function one(panel: Panel, name: string, timeoutMs: number, find: (frame: Frame) => Promise<Locator[]>, ready: (locator: Locator) => Promise<boolean>, missing: (frame: Frame) => Promise<string>): Promise<Locator> {
  const end = Date.now() + timeoutMs
  let severalSince: number | null = null, unready = false
  for (;;) {
    const frame = await panel.frame()
    const found = await find(frame)
    if (found.length > 1) {
      severalSince ??= Date.now()
      if (Date.now() - severalSince >= secondLookMs) throw new StepError(`"${name}" is ambiguous; it fits ${await list(found)}`)
    } else severalSince = null
    if (found.length === 1) {
      if (await ready(found[0]!)) return found[0]!
      unready = true
    } else unready = false
    if (Date.now() > end && severalSince === null) throw new StepError(unready ? `"${name}" stayed disabled for ${timeoutMs} ms` : await missing(frame))
    await panel.pass()
  }
}

/** Waits until exactly one enabled control of this kind answers to the name; several are an error that lists them. */
export const control = (panel: Panel, kind: keyof typeof roles, name: string, timeoutMs = defaultTimeoutMs): Promise<Locator> =>
  one(panel, name, timeoutMs, async (frame) => {
    const found = await matches(frame, roles[kind], name)
    return kind === 'click' && found.length === 0 ? places(frame, name) : found
  }, enabled, async (frame) => `there is no ${roles[kind].slice(0, 3).join(' or ')} named "${name}"; there are: ${(await list(await visible(frame, roles[kind], /./))) || 'none'}`)

/** Any visible thing with this name, for `read`; controls before other things, radios last. */
export function anything(panel: Panel, name: string, timeoutMs = defaultTimeoutMs): Promise<Locator> {
  const kinds: (readonly Role[])[] = [...Object.values(roles), others]
  return one(panel, name, timeoutMs, async (frame) => {
    for (const wanted of [name, beginning(name)]) {
      for (const kind of kinds) {
        const found = await visible(frame, kind, wanted)
        if (found.length > 0) return found
      }
    }
    return matches(frame, ['radio'], name)
  }, async () => true, async () => `nothing is named "${name}"`)
}

/** The options of an open list, once they are there. */
async function optionsOf(panel: Panel, within: Locator | Frame, role: 'radio' | 'option'): Promise<Locator[]> {
  const end = Date.now() + 3000
  for (;;) {
    const all = await within.getByRole(role).all()
    if (all.length > 0 || Date.now() > end) return all
    await panel.pass()
  }
}

/** First line of what an option shows: its label, without the explanation under it. */
const labelOf = (option: Locator): Promise<string> =>
  option.evaluate((element) => (element.getAttribute('aria-label') ?? (element as HTMLElement).innerText.trim().split('\n')[0] ?? '').trim())

/** Sets a combobox or a group of radios to a value: its name, its label, or its first words. */
export async function choose(panel: Panel, name: string, value: string, timeoutMs?: number): Promise<void> {
  const found = await control(panel, 'choose', name, timeoutMs)
  if ((await found.evaluate((element) => element.tagName)) === 'SELECT') return void (await found.selectOption({ label: value }))
  const group = (await found.getAttribute('role')) === 'radiogroup'
  if (!group && (await found.getAttribute('aria-expanded')) !== 'true') await found.click()
  const within = group ? found : await panel.frame()
  const role = group ? 'radio' : 'option'
  const all = await optionsOf(panel, within, role)
  const labels = await Promise.all(all.map(labelOf))
  const fitting = [
    () => within.getByRole(role, { name: value, exact: true }).all(),
    async () => all.filter((_, index) => labels[index] === value),
    () => within.getByRole(role, { name: beginning(value) }).all(),
  ]
  let options: Locator[] = []
  for (const fit of fitting) if (options.length === 0) options = await fit()
  const [only] = options
  if (options.length === 1 && (await enabled(only!))) {
    // The kit hides the input of a radio under its label.
    return only!.click({ force: group })
  }
  const told = options.length > 1 ? `"${value}" of "${name}" is ambiguous; it fits ${await list(options)}` : only ? `"${value}" of "${name}" cannot be chosen now: "${await nameOf(only)}"` : `"${name}" has no "${value}"; it has ${await list(all)}`
  if (!group) await found.press('Escape')
  throw new StepError(told)
}

/** Sets a slider: an input directly, anything else with the arrow keys. */
export async function setSlider(panel: Panel, name: string, value: number, timeoutMs?: number): Promise<void> {
  const slider = await control(panel, 'set', name, timeoutMs)
  if ((await slider.evaluate((element) => element.tagName)) === 'INPUT') return slider.fill(String(value))
  const now = async (): Promise<number> => Number(await slider.getAttribute('aria-valuenow'))
  await slider.focus()
  let before = await now()
  while (before !== value) {
    await slider.press(before < value ? 'ArrowRight' : 'ArrowLeft')
    await panel.pass()
    const after = await now()
    if (after === before || (after > value) !== (before > value)) throw new StepError(`"${name}" cannot be set to ${value}; it stands at ${after}`)
    before = after
  }
}

/** Value of a control as text: what a box holds, "true" or "false" of a switch, what is chosen, else what is shown. */
export const readControl = (locator: Locator): Promise<string> =>
  locator.evaluate((element) => {
    const text = (from: Element | null | undefined): string => (((from as HTMLElement | null | undefined)?.innerText || from?.getAttribute('aria-label')) ?? '').replace(/\s+/g, ' ').trim()
    if (element instanceof HTMLInputElement) return element.type === 'checkbox' || element.type === 'radio' ? element.getAttribute('aria-expanded') ?? String(element.checked) : element.value
    if (element instanceof HTMLTextAreaElement) return element.value
    if (element instanceof HTMLSelectElement) return element.selectedOptions[0]?.textContent ?? ''
    if (element.getAttribute('role') === 'radiogroup') {
      const chosen = element.querySelector('[role=radio][aria-checked=true], input:checked')
      return chosen instanceof HTMLInputElement ? chosen.getAttribute('aria-label') ?? (text(chosen.labels?.[0] ?? chosen.parentElement) || chosen.value) : text(chosen)
    }
    return element.getAttribute('aria-checked') ?? element.getAttribute('aria-valuetext') ?? element.getAttribute('aria-valuenow') ?? text(element)
  })
