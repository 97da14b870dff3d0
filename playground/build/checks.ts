// What `npm test` does before the tests: lint, types of every part, build and its budgets, as many at once as there are cores. Reports all that is wrong, not the first alone.
import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { delimiter, resolve } from 'node:path'

type Check = { name: string; command: string; /** Starts when this one has ended well. */ after?: string }
const own = (file: string): string => `node playground/build/run.js playground/build/${file}.ts`

/** Longest first. The build leaves the types to the checks below it, which are stricter. */
const checks: readonly Check[] = [
  { name: 'build', command: 'build-figma-plugin --minify' },
  { name: 'lint', command: 'eslint . --max-warnings 0' },
  ...['test', 'ui', 'playground', 'src', 'relay'].map((part) => ({ name: `types of ${part}`, command: `tsc -p ${part}/tsconfig.json` })),
  { name: 'budgets', command: own('budgets'), after: 'build' },
  { name: 'browser', command: own('browser') },
]

type Outcome = { ok: boolean; text: string; ms: number }
const path = `${resolve('node_modules/.bin')}${delimiter}${process.env['PATH'] ?? ''}`
const run = (command: string): Promise<Outcome> => new Promise((done) => {
  const start = Date.now(), child = spawn(command, { shell: true, env: { ...process.env, PATH: path }, stdio: ['ignore', 'pipe', 'pipe'] })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (part: string) => { text += part })
  child.on('error', ({ message }) => done({ ok: false, text: message, ms: Date.now() - start }))
  child.on('close', (code) => done({ ok: code === 0, text, ms: Date.now() - start }))
})

const waiting = [...checks], ended = new Map<string, boolean>()
/** Null when all that is left waits for another one. */
function next(): Check | null {
  const at = waiting.findIndex(({ after }) => after === undefined || ended.has(after))
  return at < 0 ? null : waiting.splice(at, 1)[0]!
}
async function work(): Promise<void> {
  for (let check = next(); check; check = next()) {
    const { name, command, after } = check
    const { ok, text, ms } = after !== undefined && !ended.get(after) ? { ok: false, text: `left out, ${after} failed\n`, ms: 0 } : await run(command)
    ended.set(name, ok)
    process.stdout.write(`${ok ? 'ok' : 'FAILED'} ${name}, ${(ms / 1000).toFixed(1)} s\n${text}`)
  }
}
await Promise.all(Array.from({ length: availableParallelism() }, work))
await work() // what waited for the last one
if ([...ended.values()].includes(false)) process.exitCode = 1
