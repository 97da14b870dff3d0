// Everything about a scenario file that can be wrong is found here, before any browser starts.
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { settingsShape } from '../../src/shared/settings'
import { providers } from '../../ui/providers/index'
import { fromScene, type Scene, type SceneNode } from '../model/scene'
import { sceneByName, scenes } from '../scenes/index'
import { parsePrograms, ProgramError, type Program } from '../server/program'
import { parseScenario, ScenarioError, type Scenario } from './schema'

export type Prepared = {
  scenario: Scenario
  baseDir: string
  scene: unknown
  /** Pictures of the scene and of the steps: path as written in the file -> base64. */
  images: Record<string, string>
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** Reads and checks the text of a scenario file; paths in it are relative to `baseDir`. Throws ScenarioError with the place and what was expected. */
export function prepareScenario(text: string, baseDir: string): Prepared {
  const scenario = parseScenario(text)
  checkSettings(scenario.settings ?? {})
  checkProviders(scenario.providers ?? {})
  const programs = checkPrograms(scenario.server ?? [], baseDir)
  const images: Record<string, string> = {}
  const image = (path: string): Uint8Array => {
    const file = resolve(baseDir, path)
    if (!existsSync(file)) throw new Error(`the picture ${path} is not there; looked for ${file}`)
    const bytes = readFileSync(file)
    images[path] = bytes.toString('base64')
    return new Uint8Array(bytes)
  }
  const scene = checkScene(scenario.scene, image)
  checkSteps(scenario, programs, baseDir, image)
  return { scenario, baseDir, scene, images }
}

type ReadImage = (path: string) => Uint8Array

function checkScene(scene: Scenario['scene'], image: ReadImage): unknown {
  if (typeof scene === 'string') {
    const named = sceneByName(scene)
    if (!named) throw new ScenarioError(`scene: there is no scene "${scene}"; expected one of ${scenes.map(({ id }) => id).join(', ')}`)
    return named
  }
  try {
    fromScene(scene as Scene, { image })
  } catch (error) {
    const message = messageOf(error)
    throw new ScenarioError(message.startsWith('scene') ? message : /^(nodes|pages|styles|variables)\b/.test(message) ? `scene.${message}` : `scene: ${message}`)
  }
  return scene
}

function checkSettings(settings: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(settings)) {
    const schema = settingsShape[name as keyof typeof settingsShape]
    if (!schema) throw new ScenarioError(`settings: unknown setting "${name}"; expected one of ${Object.keys(settingsShape).join(', ')}`)
    const result = schema.safeParse(value)
    if (!result.success) throw new ScenarioError(`settings.${name}: ${JSON.stringify(value)} is not a value of this setting: ${result.error.issues[0]?.message ?? ''}`)
  }
}

function checkProviders(given: NonNullable<Scenario['providers']>): void {
  const known = providers.map(({ id }) => id)
  for (const [id, { baseURL, key }] of Object.entries(given)) {
    if (!known.includes(id)) throw new ScenarioError(`providers.${id}: unknown provider; expected one of ${known.join(', ')}`)
    if (key === '') throw new ScenarioError(`providers.${id}.key: expected a key, found nothing; leave it out to have none`)
    if (baseURL !== undefined && !/^https?:\/\/[^/]/.test(baseURL)) throw new ScenarioError(`providers.${id}.baseURL: expected an address such as http://127.0.0.1:8080/v1, found ${JSON.stringify(baseURL)}`)
  }
}

function checkPrograms(list: unknown[], baseDir: string): Program[] {
  try {
    return parsePrograms(list, baseDir)
  } catch (error) {
    throw error instanceof ProgramError ? new ScenarioError(error.message) : error
  }
}

/** What steps name outside the document: gates, files, pictures, nodes to insert. */
function checkSteps(scenario: Scenario, programs: Program[], baseDir: string, image: ReadImage): void {
  const gates = [...new Set(programs.flatMap(({ do: { hold } }) => hold ?? []))]
  scenario.steps.forEach((step, index) => {
    const at = `steps[${index}]`
    const gate = 'server' in step ? String(step.gate) : null
    if (gate !== null && !gates.includes(gate)) throw new ScenarioError(`${at}.gate: no program of the server holds at "${gate}"; gates are ${gates.join(', ') || 'none'}`)
    const file = ('ui' in step && step.ui === 'attach') || ('host' in step && step.host === 'dropFile') ? String(step['file']) : null
    if (file !== null && !existsSync(resolve(baseDir, file))) throw new ScenarioError(`${at}.file: there is no file ${resolve(baseDir, file)}`)
    if (!('host' in step)) return
    const key = step.host === 'insert' ? 'node' : 'fills'
    const node = step.host === 'insert' ? (step['node'] as SceneNode) : step.host === 'setFills' ? { type: 'RECTANGLE' as const, fills: step['fills'] } : null
    try {
      if (node) fromScene({ nodes: [node] }, { image })
    } catch (error) {
      const message = messageOf(error)
      throw new ScenarioError(message.startsWith('nodes[0]') ? `${at}.${message.replace(/^nodes\[0\]/, key === 'node' ? 'node' : '').replace(/^\./, '')}` : `${at}.${key}: ${message}`)
    }
  })
}
