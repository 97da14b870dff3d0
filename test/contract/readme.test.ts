import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { modelTable } from '../../playground/build/model-table'

const readme = readFileSync('README.md', 'utf8')
const scripts = JSON.parse(readFileSync('package.json', 'utf8')).scripts as Record<string, string>

describe('README.md', () => {
  it('has the model table of the registry (npm run readme)', () => {
    expect(readme).toContain(`<!-- models -->\n${modelTable()}<!-- /models -->`)
  })
  it('names only scripts that exist', () => {
    const named = [...readme.matchAll(/npm run ([a-z:]+)/g)].map(([, name]) => name!)
    expect(named.length).toBeGreaterThan(3)
    for (const name of named) expect(scripts).toHaveProperty([name])
  })
  it('names only files and pictures that exist', () => {
    const paths = [...readme.matchAll(/`((?:src|ui|test|playground)\/[\w./-]+)`|\]\((playground\/[\w./-]+)\)/g)].map(([, code, link]) => code ?? link!).filter((path) => path !== 'test/results/')
    for (const path of paths) expect([path, existsSync(path)]).toEqual([path, true])
  })
  it('calls the same two commands as CI', () => {
    expect(readme).toContain('npm ci && npm start')
    expect(readFileSync('.ci/run', 'utf8')).toContain('npm ci && npm test')
  })
})
