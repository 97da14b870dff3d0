// node playground/build/run.js playground/server/main.ts --port 4100 [--picture-ms 2500] [--programs FILE.json]
import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { faults } from './faults'
import { startServer } from './index'

const { values } = parseArgs({ options: { port: { type: 'string', default: '4100' }, 'picture-ms': { type: 'string', default: '2500' }, programs: { type: 'string' } } })
const say = (line: string): void => void process.stdout.write(`${line}\n`)

try {
  const file = values.programs === undefined ? null : resolve(values.programs)
  const server = await startServer({
    port: Number(values.port), pictureMs: Number(values['picture-ms']), log: say,
    ...(file ? { programs: JSON.parse(readFileSync(file, 'utf8')) as unknown[], baseDir: dirname(file) } : {}),
  })
  say(`OpenAI-shaped server at ${server.url}/v1 with any key that does not begin with sk-bad. Faults to put into a prompt:`)
  for (const { name, means } of faults) say(`  [fault:${name}]  ${means}`)
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exit(1)
}
