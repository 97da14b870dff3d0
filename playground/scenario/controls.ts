// Finds the window's controls by accessible name (the contract of ui/components/names.ts) and works them as a person would.
import type { Frame, Locator } from 'playwright-core'

/** A step of the scenario could not be done: exit code 1. */
export class StepError extends Error {}

type Role = Parameters<Frame['getByRole']>[0]
const roles = {
  fill: ['textbox', 'searchbox', 'spinbutton'],
  choose: ['combobox', 'radiogroup'],
  check: ['switch', 'checkbox'],
  set: ['slider'],
  click: ['button', 'link', 'menuitem', 'menuitemradio', 'option', 'tab'],
} as const satisfies Record<string, readonly Role[]>

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
/** The given name, or a name that begins with it and goes on with a space or a comma (" ·" begins with a space). */
const beginning = (name: string): RegExp => new RegExp(`^${escape(name)}(?=$|[ ,])`)

const list = async (locators: Locator[]): Promise<string> => (await Promise.all(locators.map(async (l) => `"${await nameOf(l)}"`))).join(', ')
const nameOf = (locator: Locator): Promise<string> =>
  locator.evaluate((element) => (element.getAttribute('aria-label') ?? element.textContent ?? '').trim())

/** Visible matches of any of the roles; the exact name wins over names that only begin with it. */
async function matches(frame: Frame, kinds: readonly Role[], name: string): Promise<Locator[]> {
  const found = async (wanted: string | RegExp): Promise<Locator[]> => {
    const all: Locator[] = []
    for (const role of kinds) {
      for (const locator of await frame.getByRole(role, typeof wanted === 'string' ? { name: wanted, exact: true } : { name: wanted }).all()) if (await locator.isVisible()) all.push(locator)
    }
    return all
  }
  const exact = await found(name)
  return exact.length > 0 ? exact : found(beginning(name))
}

/** A radio inside the group "Places" counts as something to click. */
const places = async (frame: Frame, name: string): Promise<Locator[]> =>
  frame.getByRole('radiogroup', { name: 'Places', exact: true }).getByRole('radio', { name, exact: true }).all()

const enabled = async (locator: Locator): Promise<boolean> => (await locator.isEnabled()) && (await locator.getAttribute('aria-disabled')) !== 'true'

/** Polls until exactly one enabled control answers to the name; several are an error at once. */
export async function control(frame: Frame, kind: keyof typeof roles, name: string, timeoutMs = 10_000): Promise<Locator> {
  const end = Date.now() + timeoutMs
  let last = 'none'
  for (;;) {
    const found = await matches(frame, roles[kind], name)
    if (kind === 'click' && found.length === 0) found.push(...(await places(frame, name)))
    if (found.length > 1) throw new StepError(`"${name}" is ambiguous: ${await list(found)}`)
    if (found.length === 1) {
      if (await enabled(found[0]!)) return found[0]!
      last = 'disabled'
    }
    if (Date.now() > end) {
      const there = await list(await matches(frame, roles[kind], ''))
      throw new StepError(last === 'disabled' ? `"${name}" stayed disabled for ${timeoutMs} ms` : `no ${roles[kind].join(' or ')} named "${name}"; there are: ${there || 'none'}`)
    }
    await frame.waitForTimeout(50)
  }
}

/** Sets a combobox or a group of radios to a value, matched exactly or by its first words. */
export async function choose(frame: Frame, name: string, value: string, timeoutMs?: number): Promise<void> {
  const found = await control(frame, 'choose', name, timeoutMs)
  const group = (await found.getAttribute('role')) === 'radiogroup'
  if (!group) await found.click()
  const within = group ? found : frame
  const role = group ? 'radio' : 'option'
  const exact = await within.getByRole(role, { name: value, exact: true }).all()
  const options = exact.length > 0 ? exact : await within.getByRole(role, { name: beginning(value) }).all()
  if (options.length === 1) {
    if (!(await enabled(options[0]!))) throw new StepError(`"${value}" of "${name}" cannot be chosen now`)
    // The kit hides the input of a radio under its label.
    return options[0]!.click({ force: group })
  }
  const all = await within.getByRole(role).all()
  throw new StepError(options.length > 1 ? `"${value}" of "${name}" is ambiguous: ${await list(options)}` : `"${name}" has no "${value}"; it has: ${await list(all)}`)
}

/** Value of a control as text: what a text box holds, what is checked, else the visible text. */
export const readControl = (locator: Locator): Promise<string> =>
  locator.evaluate((element) => {
    if (element instanceof HTMLInputElement) return element.type === 'checkbox' || element.type === 'radio' ? String(element.checked) : element.value
    if (element instanceof HTMLTextAreaElement) return element.value
    return element.getAttribute('aria-checked') ?? element.getAttribute('aria-valuetext') ?? (element as HTMLElement).innerText.replace(/\s+/g, ' ').trim()
  })

/** Any visible thing with this name, for `read`. */
export async function anything(frame: Frame, name: string, timeoutMs = 10_000): Promise<Locator> {
  const all = [...Object.values(roles).flat(), 'status', 'alert', 'img', 'list', 'listitem', 'group', 'region', 'progressbar', 'table', 'radio'] as Role[]
  const end = Date.now() + timeoutMs
  for (;;) {
    const found = await matches(frame, all, name)
    if (found.length === 1) return found[0]!
    if (found.length > 1) throw new StepError(`"${name}" is ambiguous: ${await list(found)}`)
    if (Date.now() > end) throw new StepError(`nothing is named "${name}"`)
    await frame.waitForTimeout(50)
  }
}
