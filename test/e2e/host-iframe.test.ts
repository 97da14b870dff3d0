// The rules of the plugin's iframe that need a browser. Sources: figma-platform.md 1.3 and 1.4, host.md 7 "UI iframe" and "Messaging".
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PlaygroundHost } from '../../playground/serve'
import type { InlayPlayground } from '../../playground/shell/hooks'
import { sharedBrowser, sharedPlayground } from '../support/browser'

declare global {
  interface Window { inlayPlayground: InlayPlayground }
}

const mainSource = `
  globalThis.heard = []
  figma.showUI('<p>Loading</p><script>' + __html__ + '</script>', { width: 320, height: 200 })
  figma.ui.postMessage('first'); figma.ui.postMessage('second')
  const told = (value) => value instanceof Uint8Array ? 'bytes ' + value.join() : value instanceof Date ? 'date ' + value.getTime() : typeof value === 'object' && value !== null ? JSON.stringify(value) : typeof value + ' ' + String(value)
  figma.ui.onmessage = (message, props) => {
    heard.push(message)
    if (message && message.list) figma.ui.postMessage({ echo: message.mark, told: Object.keys(message.list).map((key) => key + ': ' + told(message.list[key])), origin: props.origin })
    else figma.ui.postMessage({ echo: message })
  }`
const uiSource = `
  globalThis.events = []
  addEventListener('load', () => events.push('load'))
  addEventListener('message', ({ data }) => { events.push(data) })
  globalThis.ask = (pluginMessage, mark = pluginMessage, more = {}) => new Promise((done) => {
    addEventListener('message', function listen({ data }) {
      if (data.pluginMessage?.echo !== mark) return
      removeEventListener('message', listen)
      done(data.pluginMessage)
    })
    parent.postMessage({ pluginMessage, ...more }, '*')
  })`

const requests: { path: string; origin: string | undefined }[] = []
const allowHeaders: Record<string, string | undefined> = { '/star': '*', '/null': 'null', '/listed': 'https://www.figma.com' }
const listen = (server: Server): Promise<number> => new Promise((done) => server.listen(0, '127.0.0.1', () => done((server.address() as AddressInfo).port)))
const serve = (): Server => createServer((request, response) => {
  const path = request.url ?? '/', allowed = allowHeaders[path]
  requests.push({ path, origin: request.headers.origin })
  response.writeHead(200, { 'content-type': 'text/plain', ...(allowed ? { 'access-control-allow-origin': allowed } : {}) }).end('here')
})

let browser: Browser, host: PlaygroundHost, page: Page, frame: Frame, listed: string, unlisted: string
const servers = [serve(), serve()]

async function openPage(query = ''): Promise<{ page: Page; frame: Frame }> {
  const manifest = { id: 'fake-plugin', name: 'Fake', api: '1.0.0', main: 'build/main.js', ui: 'build/ui.js', editorType: ['figma'], documentAccess: 'dynamic-page', networkAccess: { allowedDomains: ['none'], devAllowedDomains: [listed] } }
  const opened = await browser.newPage()
  const files: Record<string, string> = { '/plugin/build/main.js': mainSource, '/plugin/build/ui.js': uiSource, '/plugin/manifest.json': JSON.stringify(manifest) }
  for (const [path, body] of Object.entries(files)) await opened.route(`**${path}`, (route) => route.fulfill({ body, contentType: path.endsWith('json') ? 'application/json' : 'text/javascript' }))
  await opened.goto(`${host.url}/${query}`)
  await opened.evaluate(() => window.inlayPlayground.ready)
  const inner = opened.frames().find((one) => one.parentFrame() !== null)
  if (!inner) throw new Error('the plugin has no window')
  return { page: opened, frame: inner }
}
const heard = (): Promise<unknown[]> => page.evaluate(() => window.inlayPlayground.sandbox!.evaluate('return heard')) as Promise<unknown[]>

beforeAll(async () => {
  const ports = [await listen(servers[0]!), await listen(servers[1]!)] as const
  listed = `http://127.0.0.1:${ports[0]}`
  unlisted = `http://127.0.0.1:${ports[1]}`
  ;[browser, host] = await Promise.all([sharedBrowser(), sharedPlayground()])
  ;({ page, frame } = await openPage())
})
afterAll(async () => {
  await page?.context().close()
  for (const server of servers) server.close()
})

describe('origin and storage', () => {
  it('has the null origin, and nothing of the host within reach', async () => {
    const seen = await frame.evaluate(() => {
      const tries: Record<string, () => unknown> = { document: () => parent.document, address: () => parent.location.href, host: () => (parent as unknown as { inlayPlayground: unknown }).inlayPlayground, storage: () => parent.localStorage, frame: () => window.frameElement }
      return [self.origin, ...Object.entries(tries).map(([name, run]) => { try { return `${name}: ${String(run())}` } catch (error) { return `${name}: ${(error as Error).name}` } })]
    })
    expect(seen).toEqual(['null', 'document: SecurityError', 'address: SecurityError', 'host: SecurityError', 'storage: SecurityError', 'frame: null'])
    expect(await page.evaluate(() => { const element = document.querySelector('iframe')!; return element.contentDocument })).toBeNull()
  })
  it.each(['localStorage.getItem("a")', 'localStorage.setItem("a", "b")', 'sessionStorage.getItem("a")', 'document.cookie', 'document.cookie = "a=b"', 'indexedDB.open("a")', 'caches.open("a")', 'navigator.storage.getDirectory()', 'navigator.serviceWorker.getRegistration()'])('%s throws', async (code) => {
    // Code as text in a script element: the policy allows inline scripts, not eval.
    const name = await frame.evaluate((text) => new Promise<string>((done) => {
      Object.assign(window, { settled: done })
      const script = document.createElement('script')
      script.textContent = `(async () => ${text})().then((value) => settled('worked: ' + value), (error) => settled(error.name))`
      document.body.append(script)
    }), code)
    expect(name).toBe('SecurityError')
  })
})

describe('network', () => {
  const get = (url: string): Promise<string> => frame.evaluate((address) => fetch(address).then((answer) => answer.text(), (error: Error) => `${error.name}: ${error.message}`), url)

  it('reaches a listed host that allows every origin, or null', async () => {
    expect(await get(`${listed}/star`)).toBe('here')
    expect(await get(`${listed}/null`)).toBe('here')
    expect(requests.filter((request) => request.path !== '/favicon.ico')).toEqual([{ path: '/star', origin: 'null' }, { path: '/null', origin: 'null' }])
  })
  it('cannot read a listed host that sends no header, or one for another origin', async () => {
    expect(await get(`${listed}/plain`)).toBe('TypeError: Failed to fetch')
    expect(await get(`${listed}/listed`)).toBe('TypeError: Failed to fetch')
    expect(requests.map((request) => request.path)).toEqual(expect.arrayContaining(['/plain', '/listed']))
  })
  it('does not even contact a host that the manifest does not list', async () => {
    const violation = await frame.evaluate((address) => new Promise<string[]>((done) => {
      addEventListener('securitypolicyviolation', (event) => done([event.violatedDirective, event.blockedURI]), { once: true })
      void fetch(address).catch(() => undefined) // the violation tells
    }), `${unlisted}/blocked`)
    expect(violation).toEqual(['connect-src', `${unlisted}/blocked`])
    expect(await get(`${unlisted}/blocked`)).toBe('TypeError: Failed to fetch')
    for (const tag of ['img', 'script'] as const) {
      expect(await frame.evaluate(([name, address]) => new Promise((done) => {
        const element = document.createElement(name as 'img')
        element.onload = () => done('loaded')
        element.onerror = () => done('refused')
        element.src = address!
        document.body.append(element)
      }), [tag, `${unlisted}/${tag}`])).toBe('refused')
    }
    expect(requests.filter((request) => /blocked|img|script/.test(request.path))).toEqual([])
  })
  it('takes pictures and scripts from data and blob addresses', async () => {
    expect(await frame.evaluate(() => new Promise((done) => {
      const worker = new Worker(URL.createObjectURL(new Blob(['postMessage(1)'])))
      worker.onmessage = () => done('ran')
      worker.onerror = () => done('refused')
    }))).toBe('ran')
    expect(await frame.evaluate(() => new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])) instanceof WebAssembly.Module)).toBe(true)
  })
})

describe('messages', () => {
  it('posted before the window has loaded arrive after it, in order, with the plugin id', async () => {
    const { page: other, frame: fresh } = await openPage()
    await fresh.waitForFunction(() => (window as unknown as { events: unknown[] }).events.length >= 3)
    expect(await fresh.evaluate(() => (window as unknown as { events: unknown[] }).events)).toEqual(['load', { pluginMessage: 'first', pluginId: 'fake-plugin' }, { pluginMessage: 'second', pluginId: 'fake-plugin' }])
    await other.close()
  })
  it('lose Blob, ArrayBuffer, other typed arrays and prototypes on the way to main', async () => {
    const answer = await frame.evaluate(() => {
      class Box { size = 2; area(): number { return 4 } }
      const list = { bytes: new Uint8Array([1, 2]), date: new Date(5), text: 'a', none: null, nested: [{ a: 1 }], blob: new Blob(['x']), buffer: new ArrayBuffer(2), floats: new Float32Array(2), map: new Map([[1, 2]]), error: new Error('gone'), box: new Box() }
      return (window as unknown as { ask: (...values: unknown[]) => Promise<unknown> }).ask({ mark: 'kinds', list }, 'kinds')
    })
    expect(answer).toEqual({ echo: 'kinds', origin: 'null', told: ['bytes: bytes 1,2', 'date: date 5', 'text: string a', 'none: object null', 'nested: [{"a":1}]', 'blob: {}', 'buffer: {}', 'floats: {}', 'map: {}', 'error: {}', 'box: {"size":2}'] })
  })
  it.each(['Symbol("a")', '() => 1'])('%s cannot be posted by the window', async (code) => {
    expect(await frame.evaluate((which) => { try { parent.postMessage({ pluginMessage: { a: which.startsWith('S') ? Symbol('a') : () => 1 } }, '*'); return 'sent' } catch (error) { return (error as Error).name } }, code)).toBe('DataCloneError')
  })
  it.each(['new ArrayBuffer(2)', 'new Float32Array(2)', 'figma.mixed', '() => 1', 'new Map()'])('%s cannot be posted by main', async (value) => {
    expect(await page.evaluate((code) => window.inlayPlayground.sandbox!.evaluate(code), `try { figma.ui.postMessage({ a: ${value} }); return "sent" } catch (error) { return error.message }`)).toContain('Cannot unwrap')
  })
  it('for another plugin, from another window, or without pluginMessage are not heard', async () => {
    const before = (await heard()).length
    await page.evaluate(() => window.postMessage({ pluginMessage: 'from the page' }, '*'))
    await frame.evaluate(async () => {
      parent.postMessage({ pluginMessage: 'foreign', pluginId: 'other-plugin' }, '*')
      parent.postMessage({ other: 'no plugin message' }, '*')
      parent.postMessage('text', '*')
      const { ask } = window as unknown as { ask: (...values: unknown[]) => Promise<unknown> }
      await ask('own id', 'own id', { pluginId: 'fake-plugin' })
      await ask('any id', 'any id', { pluginId: '*' })
      await ask('no id')
    })
    expect((await heard()).slice(before)).toEqual(['own id', 'any id', 'no id'])
  })
  it('of the host itself (theme) are not seen by the plugin', async () => {
    await page.evaluate(() => document.querySelector('iframe')!.contentWindow!.postMessage({ inlayHostTheme: 'dark' }, '*'))
    await frame.evaluate(() => (window as unknown as { ask: (value: unknown) => Promise<unknown> }).ask('after the theme'))
    const [events, look] = await frame.evaluate(() => [JSON.stringify((window as unknown as { events: unknown[] }).events), document.documentElement.className] as const)
    expect(events).not.toContain('inlayHostTheme')
    expect(look).toBe('figma-dark')
  })
})

describe('policy variants', () => {
  it('"no-wasm" refuses WebAssembly', async () => {
    const { page: other, frame: strict } = await openPage('?policy=no-wasm')
    expect(await strict.evaluate(() => { try { return String(new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))) } catch (error) { return (error as Error).name } })).toBe('CompileError')
    await other.close()
  })
  it('"no-blob-worker" refuses workers from a blob, not from a data address', async () => {
    const { page: other, frame: strict } = await openPage('?policy=no-blob-worker')
    const run = (blob: boolean): Promise<unknown> => strict.evaluate((fromBlob) => new Promise((done) => {
      try {
        const worker = new Worker(fromBlob ? URL.createObjectURL(new Blob(['postMessage(1)'])) : 'data:text/javascript,postMessage(1)')
        worker.onmessage = () => done('ran')
        worker.onerror = () => done('refused')
      } catch { done('refused') }
    }), blob)
    expect([await run(true), await run(false)]).toEqual(['refused', 'ran'])
    await other.close()
  })
})
