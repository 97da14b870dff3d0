// The document of the plugin's iframe: policy from the manifest, theme variables, the plugin's html.
import type { Manifest } from '../sandbox/index.ts'
import type { Theme } from './playground.ts'

export type Policy = 'normal' | 'no-wasm' | 'no-blob-worker'

/** No same origin: storage, cookies and the host's page stay out of reach, as in Figma (host.md 7). */
export const sandboxFlags = 'allow-scripts allow-forms allow-popups allow-modals allow-downloads'

/** `default-src data: blob: <domains>` (lukasoppermann/design-tokens issue 302) with inline code allowed; what else Figma sends is not known. */
export function policyOf(manifest: Manifest, policy: Policy, extraOrigins: readonly string[]): string {
  const network = manifest.networkAccess
  const domains = [...new Set([...(network?.allowedDomains ?? ['*']), ...(network?.devAllowedDomains ?? []), ...extraOrigins])].filter((domain) => domain !== 'none').join(' ')
  const blob = policy === 'no-blob-worker' ? '' : ' blob:'
  return [
    `default-src data: blob: ${domains}`,
    `script-src 'unsafe-inline'${policy === 'no-wasm' ? '' : " 'wasm-unsafe-eval'"} data:${blob} ${domains}`,
    `style-src 'unsafe-inline' data: ${domains}`,
    `worker-src data:${blob}`,
  ].join('; ')
}

/** The host tells the frame its theme through a message the plugin does not see. */
const themeListener = `addEventListener('message', (event) => { if (event.source !== parent || !event.data || typeof event.data.inlayHostTheme !== 'string') return; document.documentElement.className = 'figma-' + event.data.inlayHostTheme; event.stopImmediatePropagation() })`

export function frameDocument(html: string, options: { csp: string; theme: Theme; themeCss: string | null; /** Runs before everything else. */ script: string }): string {
  const csp = options.csp.replaceAll('&', '&amp;').replaceAll('"', '&quot;')
  const look = options.themeCss === null ? '' : `<style>${options.themeCss}</style>`
  return `<!doctype html><html lang="en"${options.themeCss === null ? '' : ` class="figma-${options.theme}"`}><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${csp}">${look}<script>${options.script.replaceAll('</', '<\\/')}</script><script>${themeListener}</script></head><body>${html}</body></html>`
}
