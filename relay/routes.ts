// What the relay lets through, by service: methods and paths, where they go, and with which key. Everything else is refused.
import { falEndpoints } from '../ui/providers/fal-endpoints'

export type ServiceId = 'openai' | 'fal' | 'replicate'
export type Route = {
  method: 'GET' | 'POST' | 'PUT'
  /** Of the path after the service's name. */
  path: RegExp
  /** Origin; left out: the service's own. */
  origin?: string
  /** Costs money: it is reserved before and settled after. */
  paid?: true
}
export type Service = { origin: string; auth(key: string): string; routes: readonly Route[] }

const id = '[A-Za-z0-9_-]{1,80}'
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const falSubmit = new RegExp(`^/(?:${Object.keys(falEndpoints).map(escaped).join('|')})$`)
/** Models of Replicate that Inlay has cards for. */
export const replicateModels = ['prunaai/flux-kontext-fast', 'black-forest-labs/flux-redux-dev']

export const services: Readonly<Record<ServiceId, Service>> = {
  openai: {
    origin: 'https://api.openai.com', auth: (key) => `Bearer ${key}`,
    routes: [{ method: 'POST', path: /^\/v1\/images\/(generations|edits)$/, paid: true }, { method: 'GET', path: /^\/v1\/models(\/[\w.-]{1,80})?$/ }],
  },
  fal: {
    origin: 'https://queue.fal.run', auth: (key) => `Key ${key}`,
    routes: [
      { method: 'POST', path: /^\/storage\/upload\/initiate$/, origin: 'https://rest.fal.ai' },
      { method: 'POST', path: falSubmit, paid: true },
      { method: 'GET', path: new RegExp(`^/[\\w-]+/[\\w.-]+/requests/${id}(/status)?$`) },
      { method: 'PUT', path: new RegExp(`^/[\\w-]+/[\\w.-]+/requests/${id}/cancel$`) },
    ],
  },
  replicate: {
    origin: 'https://api.replicate.com', auth: (key) => `Bearer ${key}`,
    routes: [
      { method: 'GET', path: /^\/v1\/account$/ },
      { method: 'POST', path: new RegExp(`^/v1/models/(?:${replicateModels.map(escaped).join('|')})/predictions$`), paid: true },
      { method: 'GET', path: new RegExp(`^/v1/predictions/${id}$`) },
      { method: 'POST', path: new RegExp(`^/v1/predictions/${id}/cancel$`) },
    ],
  },
}

/** Finished files of Replicate: hosts that the relay fetches from, without any key. */
export const fileHost = /^([a-z0-9-]+\.)*replicate\.delivery$/

export const isService = (name: string): name is ServiceId => Object.hasOwn(services, name)
export const routeOf = (service: ServiceId, method: string, path: string): Route | null => services[service].routes.find((route) => route.method === method && route.path.test(path)) ?? null
