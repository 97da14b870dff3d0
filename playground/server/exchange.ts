// One request and its answer: headers, waiting that ends when the client leaves, gates.
import type { IncomingMessage, ServerResponse } from 'node:http'

/** Raised inside an answer when the client has gone; never answered. */
export class ClientGone extends Error {}

export type Sleep = (ms: number, signal: AbortSignal) => Promise<void>

const realSleep: Sleep = (ms, signal) =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => { clearTimeout(timer); reject(new ClientGone()) }, { once: true })
  })

/** Named stops. A gate that was released stays open. */
export class Gates {
  #open = new Set<string>()
  #waiting = new Map<string, (() => void)[]>()

  release(gate: string): void {
    this.#open.add(gate)
    this.#waiting.get(gate)?.forEach((go) => go())
    this.#waiting.delete(gate)
  }

  /** Closes the open ones again; whoever waits goes on waiting. */
  reset(): void {
    this.#open.clear()
  }

  pass(gate: string, signal: AbortSignal): Promise<void> {
    if (this.#open.has(gate)) return Promise.resolve()
    return new Promise((resolve, reject) => {
      this.#waiting.set(gate, [...(this.#waiting.get(gate) ?? []), resolve])
      signal.addEventListener('abort', () => reject(new ClientGone()), { once: true })
    })
  }
}

export class Exchange {
  readonly requestId: string
  readonly key: string
  readonly #request: IncomingMessage
  readonly #response: ServerResponse
  readonly #gone = new AbortController()
  readonly #sleep: Sleep
  /** Without it a page may send but not read. */
  cors = true

  constructor(request: IncomingMessage, response: ServerResponse, requestId: string, sleep: Sleep = realSleep) {
    this.#request = request
    this.#response = response
    this.#sleep = sleep
    this.requestId = requestId
    this.key = /^(?:Bearer|Key)\s+(.+)$/i.exec(request.headers.authorization ?? '')?.[1]?.trim() ?? ''
    response.on('close', () => this.#gone.abort())
  }

  get gone(): AbortSignal {
    return this.#gone.signal
  }

  async wait(ms: number): Promise<void> {
    if (this.gone.aborted) throw new ClientGone()
    if (ms > 0) await this.#sleep(ms, this.gone)
  }

  /** Answer to a preflight: every origin (a plugin's is "null"), every header that was asked for. */
  preflight(): void {
    const asked = this.#request.headers['access-control-request-headers']
    this.#response.writeHead(204, {
      'access-control-allow-origin': '*', 'access-control-allow-methods': 'GET, POST, PUT, OPTIONS', ...(asked ? { 'access-control-allow-headers': asked } : {}),
      ...(this.#request.headers['access-control-request-private-network'] ? { 'access-control-allow-private-network': 'true' } : {}),
      vary: 'Access-Control-Request-Headers', 'content-length': '0',
    }).end()
  }

  head(status: number, type: string, more: Record<string, string> = {}): void {
    this.#response.writeHead(status, {
      'content-type': type, 'x-request-id': this.requestId, 'openai-version': '2020-10-01', 'cache-control': 'no-store',
      ...(this.cors ? { 'access-control-allow-origin': '*', 'access-control-expose-headers': 'X-Request-ID' } : {}), ...more,
    })
    this.#response.flushHeaders()
  }

  /** Resolves when the bytes have left for the network, so that a cut after them does not take them back. */
  write(data: string | Buffer): Promise<void> {
    return new Promise((resolve, reject) => this.#response.write(data, (error) => (error ? reject(new ClientGone()) : resolve())))
  }

  end(data?: string | Buffer): void {
    this.#response.end(data)
  }

  sendJson(status: number, body: unknown, more: Record<string, string> = {}): void {
    const data = Buffer.from(JSON.stringify(body))
    this.head(status, 'application/json', { ...more, 'content-length': String(data.length) })
    this.end(data)
  }

  /** Breaks the connection where it stands. */
  cut(): void {
    this.#response.destroy()
  }
}
