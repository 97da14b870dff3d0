// npm run relay: the relay on Node, with its counts in memory. What it needs comes from the environment (README.md beside it).
import { readFileSync } from 'node:fs'
import { serve } from '@hono/node-server'
import * as z from 'zod/mini'
import { createRelay } from './app'
import { memoryStore } from './store'

const usd = z.number().check(z.minimum(0))
const teamsSchema = z.array(z.strictObject({ name: z.string().check(z.minLength(1)), token: z.string().check(z.minLength(16)), requestsPerMinute: z.number().check(z.minimum(1)), usdPerDay: usd })).check(z.minLength(1))

const say = (line: string): void => void process.stdout.write(`${line}\n`)
const { RELAY_TEAMS: file, RELAY_PORT: port = '8788', OPENAI_API_KEY, FAL_KEY, REPLICATE_API_TOKEN } = process.env

try {
  if (!file) throw new Error('RELAY_TEAMS names no file: a JSON list of { "name", "token", "requestsPerMinute", "usdPerDay" }')
  const teams = teamsSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')))
  if (!teams.success) throw new Error(`${file}: ${teams.error.issues[0]?.path.join('.')} ${teams.error.issues[0]?.message}`)
  const keys = { ...(OPENAI_API_KEY ? { openai: OPENAI_API_KEY } : {}), ...(FAL_KEY ? { fal: FAL_KEY } : {}), ...(REPLICATE_API_TOKEN ? { replicate: REPLICATE_API_TOKEN } : {}) }
  const app = createRelay({ teams: teams.data, keys, store: memoryStore(), log: say })
  serve({ fetch: app.fetch, port: Number(port) }, (info) => say(`Relay at http://localhost:${info.port} for ${teams.data.map(({ name }) => name).join(', ')}; keys of ${Object.keys(keys).join(', ') || 'no service'}`))
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exit(1)
}
