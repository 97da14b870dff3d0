// Why a request got no answer. A browser says "Failed to fetch" for everything, so this puts together what else is known.
import { PluginError } from '../../src/shared/errors'
import type { ErrorAction } from '../../src/shared/errors'

/** Watches for requests that the content security policy of the window stopped. */
export type BlockWatch = { blocked(): Promise<boolean>; stop(): void }

/** The report of a policy comes as its own task, which may run after the request failed. */
const reportDelayMs = 50

/** `url` is what will be requested. Outside a browser nothing is ever blocked. */
export function watchForBlock(url: string): BlockWatch {
  if (typeof document === 'undefined') return { blocked: async () => false, stop: () => undefined }
  let seen = false
  const origin = new URL(url).origin
  const onViolation = (event: SecurityPolicyViolationEvent): void => {
    if (event.effectiveDirective === 'connect-src' && event.blockedURI.startsWith(origin)) seen = true
  }
  document.addEventListener('securitypolicyviolation', onViolation)
  return {
    async blocked() {
      if (!seen) await new Promise((resolve) => setTimeout(resolve, reportDelayMs))
      return seen
    },
    stop: () => document.removeEventListener('securitypolicyviolation', onViolation),
  }
}

export type ConnectionFailure = {
  service: string
  url: string
  /** Response headers had arrived. */
  answered: boolean
  elapsedMs: number
  watch: BlockWatch
  /** Whether a plain GET without a key gets any answer from the host; `no-cors` also counts answers that the browser keeps from us. Never throws. */
  reaches(mode: 'cors' | 'no-cors'): Promise<boolean>
}

/** A request that fails sooner never reached a model: nothing can have been charged. */
const refusedWithinMs = 2000

/**
 * In this order: broken off on the way (it may have been charged); offline; stopped by the window's policy;
 * and when the host is asked once more, without a key: it answers, so the connection broke; it answers but not to browsers (CORS); it is down.
 */
export async function connectionError({ service, url, answered, elapsedMs, watch, reaches }: ConnectionFailure): Promise<PluginError> {
  if (answered || elapsedMs >= refusedWithinMs) return interrupted(service)
  if (typeof navigator !== 'undefined' && navigator.onLine === false) {
    return new PluginError('network.offline', 'You are offline. The prompt is kept.', { actions: [tryAgain], retryable: true })
  }
  const { host } = new URL(url)
  if (await watch.blocked()) {
    return new PluginError('network.blocked', `Figma blocked ${host}; this build does not list it.`, { hint: 'A plugin reaches only the hosts in its manifest.', actions: [allowHost], details: { host } })
  }
  if (await reaches('cors')) return interrupted(service)
  if (await reaches('no-cors')) {
    return new PluginError('network.blocked', `${host} answers, but not to a browser.`, { hint: 'The endpoint must send CORS headers that allow every origin.', actions: [checkEndpoint, allowHost], details: { host } })
  }
  if (isLocal(host) && (await localNetworkDenied())) {
    return new PluginError('network.blocked', `This browser did not let Inlay reach ${host}.`, { hint: 'Allow access to the local network for Figma in the browser, or use the desktop app or an https address.', actions: [checkEndpoint], details: { host } })
  }
  return new PluginError('provider.unavailable', `${service} is not answering.`, { hint: `Nothing at ${host} took the request; nothing was charged.`, actions: [tryAgain, useDemo], retryable: true, details: { host } })
}

/** On this computer or its own network. */
const isLocal = (host: string): boolean => /^(localhost|127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|\[::1\])/.test(host)

/** From Chrome 142 on a page needs a permission to reach this computer or its network, which the page around a plugin must hand on (other-providers.md 5). */
async function localNetworkDenied(): Promise<boolean> {
  for (const name of ['loopback-network', 'local-network-access']) {
    try {
      const { state } = await navigator.permissions.query({ name: name as PermissionName })
      if (state === 'denied') return true
    } catch {
      continue // a browser that knows no such permission asks for none
    }
  }
  return false
}

const tryAgain: ErrorAction = { kind: 'retry', label: 'Try again' }
const useDemo: ErrorAction = { kind: 'use-demo', label: 'Use Demo' }
const checkEndpoint: ErrorAction = { kind: 'open-settings', label: 'Check the endpoint' }
const allowHost: ErrorAction = { kind: 'open-link', label: 'How to allow a host', value: 'https://www.figma.com/plugin-docs/making-network-requests/' }
const brokenOff = 'The connection broke while the picture was being made. It may have been charged.'
/** Where each service tells what it charged. */
const usagePages: Readonly<Record<string, string>> = { OpenAI: 'https://platform.openai.com/usage', fal: 'https://fal.ai/dashboard/usage-billing' }
const afterBreak = (service: string): ErrorAction[] => [...(usagePages[service] ? [{ kind: 'open-link' as const, label: 'Check usage', value: usagePages[service] }] : []), { kind: 'retry', label: 'Run again' }]

/** Never retried by itself: the service may have made and charged the picture. */
export const interrupted = (service: string): PluginError => new PluginError('network.interrupted', brokenOff, { hint: `${service} was in the middle of its answer.`, actions: afterBreak(service) })

/** Never retried by itself, for the same reason. `waitedMs` is null when a machine in between gave up. */
export const timedOut = (service: string, waitedMs: number | null): PluginError =>
  new PluginError('provider.timeout', brokenOff, {
    hint: waitedMs === null ? `A server in between gave up waiting for ${service}. A lower quality is faster.` : `No finished picture came within ${Math.round(waitedMs / 1000)} seconds. A lower quality is faster.`,
    actions: afterBreak(service),
    details: waitedMs === null ? {} : { waitedMs },
  })
