// A service that makes pictures. Why an interface: queue, window and tests speak this and never an SDK.
import type { ImageRequest } from '../jobs/request'
import type { ModelCard } from '../models/model-card'

export type Usage = { inputTextTokens: number; inputImageTokens: number; outputImageTokens: number; outputTextTokens: number }

export type ProviderResult = {
  /** As the service encoded it; owned by the caller. */
  bytes: Uint8Array
  mime: string
  /** Read from the image header, px. */
  widthPx: number
  heightPx: number
  revisedPrompt: string | null
  providerRequestId: string | null
}
export type ProviderAnswer = {
  results: ProviderResult[]
  /** Of the whole request; null when the service does not say. */
  usage: Usage | null
  warnings: { code: string; message: string }[]
}

export type ProviderProgress =
  | { kind: 'sent' }
  /** A partial picture; `index` counts from 0. */
  | { kind: 'partial'; index: number; bytes: Uint8Array; mime: string }
  /** Waits at the service; `ahead` counts those before it. */
  | { kind: 'queued'; service: string; ahead: number }
  /** Its turn has come. */
  | { kind: 'started' }
  /** 0 to 1, only from services that know. */
  | { kind: 'fraction'; value: number }

export type ProviderContext = {
  /** Null for providers that need none. Never logged, never put in an error. */
  key: string | null
  /** Without a trailing slash. */
  baseURL: string
  signal: AbortSignal
  onProgress(progress: ProviderProgress): void
  /** All of the answer is here: the service may be asked for the next picture. Reading takes the window's time, so it begins when what this gives has resolved. */
  onReceived?(): Promise<void> | undefined
  card: ModelCard
}

/** A line of writing in a picture; not `certain`: a letter of it could be another one. */
export type SeenLine = { text: string; certain: boolean }

type TextContext = Pick<ProviderContext, 'key' | 'baseURL' | 'signal'>
/** `usd`: what it cost; null when the service does not say. */
type Paid<T> = Promise<T & { usd: number | null }>

export type ModelAvailability = { id: string; shutdownDate: string | null }

export type Provider = {
  id: string
  label: string
  /** Origins that must be in the manifest: "https://api.openai.com". Empty: works without a network. */
  hosts: readonly string[]
  /** Addresses that keep data in one place, for keys of a project there; their origins are among the hosts. */
  regions?: readonly { label: string; baseURL: string }[]
  defaultBaseURL: string
  needsKey: boolean
  /** Has no address of its own: the designer's relay or server. `hosts` and `defaultBaseURL` are empty. */
  ownAddress?: boolean
  /**
   * Makes the pictures of one request. Never retries by itself; throws PluginError with the codes of design D5,
   * or an AbortError-named error when the signal fired. Partial pictures come before the answer.
   */
  submit(request: ImageRequest, context: ProviderContext): Promise<ProviderAnswer>
  /** Improves a prompt with a text model of this service. `usd`: upper end for a prompt of so many characters. Throws like `submit`. */
  rewrite?: { label: string; usd(characters: number): number; run(prompt: string, context: TextContext): Paid<{ text: string }> }
  /** Reads the lines of a picture (PNG, JPEG or WebP) with a vision model of this service. `usd`: upper end for one. Throws like `submit`. */
  readWords?: { label: string; usd: number; run(picture: { bytes: Uint8Array; mime: string }, context: TextContext): Paid<{ lines: SeenLine[] }> }
  /** How requests to a model of this id are spelled, from what the service publishes, as a card's `wire`. Left out: any id is taken to be like the others. */
  describe?(id: string, context: Pick<ProviderContext, 'baseURL' | 'signal'>): Promise<string>
  /** What this account can use; also the test of a key. */
  listModels?(context: Pick<ProviderContext, 'key' | 'baseURL' | 'signal'>): Promise<ModelAvailability[]>
}
