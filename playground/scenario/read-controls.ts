// What assistive technology meets in the window: a11y.json.

export type ControlRecord = { role: string; name: string; value: string | null; state: string[]; group: string | null }

/** Every visible control and group of the frame in document order. Self-contained: it is sent to the browser as text. */
export function readControls(): ControlRecord[] {
  const implicit: Record<string, string> = { BUTTON: 'button', A: 'link', TEXTAREA: 'textbox', SELECT: 'combobox', TABLE: 'table', FIELDSET: 'group', IMG: 'img', UL: 'list', OL: 'list', LI: 'listitem', DIALOG: 'dialog', PROGRESS: 'progressbar', OUTPUT: 'status' }
  const ofInput: Record<string, string> = { checkbox: 'checkbox', radio: 'radio', range: 'slider', search: 'searchbox', file: 'file', button: 'button', submit: 'button', number: 'spinbutton' }
  const containers = ['radiogroup', 'list', 'group', 'toolbar', 'table', 'dialog', 'listbox', 'menu', 'region', 'tablist', 'tree']
  const wanted = [...containers, 'button', 'link', 'textbox', 'searchbox', 'combobox', 'radio', 'checkbox', 'switch', 'slider', 'option', 'menuitem', 'menuitemradio', 'menuitemcheckbox', 'listitem', 'tab', 'status', 'alert', 'progressbar', 'img', 'spinbutton', 'file', 'treeitem']
  const words = (text: string | null | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim()
  /** A picture without alternative text is decoration. */
  const roleOf = (element: Element): string | null => element instanceof HTMLImageElement && element.alt === '' ? null : element.getAttribute('role') ?? (element instanceof HTMLInputElement ? ofInput[element.type] ?? 'textbox' : implicit[element.tagName] ?? null)
  const nameOf = (element: Element, role: string): string => {
    const labelled = element.getAttribute('aria-labelledby')
    if (labelled) return words(labelled.split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join(' '))
    const label = element.getAttribute('aria-label') ?? element.getAttribute('alt')
    if (label !== null) return words(label)
    const { labels } = element as HTMLInputElement
    if (labels && labels.length > 0) return words([...labels].map((one) => one.textContent).join(' '))
    return containers.includes(role) || ['status', 'alert', 'progressbar', 'textbox'].includes(role) ? '' : words(element.textContent)
  }
  const valueOf = (element: Element, role: string): string | null => {
    if (element instanceof HTMLInputElement && element.type === 'password') return '•'.repeat(Math.min(8, element.value.length))
    const told = element.getAttribute('aria-valuetext') ?? element.getAttribute('aria-valuenow')
    if (told !== null) return told
    if (element instanceof HTMLSelectElement) return words(element.selectedOptions[0]?.textContent)
    if (role === 'combobox' && !(element instanceof HTMLInputElement)) return words((element as HTMLElement).innerText)
    if (role === 'status' || role === 'alert') return words(element.textContent)
    if (role === 'radiogroup') {
      const chosen = element.querySelector('[role=radio][aria-checked=true], input:checked')
      return chosen ? nameOf(chosen, 'radio') : null
    }
    if (element instanceof HTMLInputElement) return ['checkbox', 'radio', 'file', 'button'].includes(element.type) ? null : element.value
    return element instanceof HTMLTextAreaElement ? element.value : null
  }
  const seen = (element: Element): boolean => {
    if (element.closest('[hidden], [aria-hidden=true]')) return false
    // The kit hides the inputs of switches and radios under their labels.
    return (element as HTMLElement).checkVisibility() || (element instanceof HTMLInputElement && (element.parentElement?.checkVisibility() ?? false))
  }
  return [...document.querySelectorAll('button, a, input, textarea, select, table, fieldset, img, ul, ol, li, dialog, progress, output, [role]')].flatMap((element) => {
    const role = roleOf(element)
    if (!role || !wanted.includes(role) || !seen(element)) return []
    const input = element as HTMLInputElement
    const state = [...element.attributes].filter(({ name }) => /^aria-(checked|selected|expanded|disabled|pressed|current|invalid|busy|haspopup|readonly|required)$/.test(name)).map(({ name, value }) => `${name.slice(5)}=${value}`)
    if (input.disabled === true) state.push('disabled=true')
    if ((input.type === 'checkbox' || input.type === 'radio') && !element.hasAttribute('aria-checked') && role !== 'button') state.push(`checked=${input.checked}`)
    if (document.activeElement === element) state.push('focused=true')
    const group = element.parentElement?.closest(containers.map((one) => `[role=${one}]`).join(', ') + ', fieldset, ul, ol, table')
    return [{ role, name: nameOf(element, role).slice(0, 200), value: valueOf(element, role), state, group: group ? nameOf(group, 'group').slice(0, 80) : null }]
  })
}
