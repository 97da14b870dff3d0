import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ownManifest } from '../../playground/build/own-manifest'
import { commands, relaunchButtons } from '../../src/shared/protocol'

const manifest = JSON.parse(readFileSync('manifest.json', 'utf8'))
const config = JSON.parse(readFileSync('package.json', 'utf8'))['figma-plugin']
type Item = { name?: string; command?: string; separator?: true }

/** `src/main.ts--generate` or `generate`, as Figma hands it to the plugin. */
const commandOf = (item: Item): string => item.command!.replace(/^.*--/, '')

describe('a build of one\'s own', () => {
  it('lists the further host and says so, and leaves the committed manifest alone', () => {
    const before = JSON.stringify(manifest), own = ownManifest(manifest, ['https://images.example/v1', 'http://localhost:1234'])
    expect(own.networkAccess.allowedDomains).toEqual([...manifest.networkAccess.allowedDomains, 'https://images.example', 'http://localhost:1234'])
    expect(own.networkAccess.reasoning).toContain('https://images.example')
    expect(JSON.stringify(manifest)).toBe(before)
  })
  it.each(['http://images.example', 'https://*.example', 'https://user@images.example', 'images.example', 'ftp://localhost'])('refuses %s', (address) => expect(() => ownManifest(manifest, [address])).toThrow(/expected/))
  it('refuses to be nothing but a copy', () => expect(() => ownManifest(manifest, [])).toThrow(/expected at least one/))
})

describe('manifest.json', () => {
  it('is what package.json says', () => {
    for (const key of ['id', 'name', 'editorType', 'documentAccess', 'networkAccess']) expect(manifest[key]).toEqual(config[key])
    expect(manifest.main).toBe('build/main.js')
    expect(manifest.ui).toBe('build/ui.js')
    expect(manifest.menu.map((item: Item) => item.name ?? '-')).toEqual(config.menu.map((item: Item | '-') => (item === '-' ? '-' : item.name)))
    expect(manifest.relaunchButtons.map((button: Item) => button.command)).toEqual(Object.keys(config.relaunchButtons))
  })
  it('is committed as it is built', () => {
    expect(JSON.parse(execFileSync('git', ['show', ':manifest.json'], { encoding: 'utf8' }))).toEqual(manifest)
  })
  it('asks for exact https hosts and says why', () => {
    expect(manifest.documentAccess).toBe('dynamic-page')
    for (const host of manifest.networkAccess.allowedDomains) expect(host).toMatch(/^https:\/\/[a-z0-9-]+(\.[a-z0-9-]+)+$/)
    expect(manifest.networkAccess.reasoning.length).toBeGreaterThan(60)
    for (const host of manifest.networkAccess.devAllowedDomains) expect(host).toMatch(/^http:\/\/localhost:\d+$/)
  })
  it('has a button for whatever a landing leaves on its layer, by the names of the interface', () => {
    const byCommand = new Map(manifest.relaunchButtons.map((button: Item) => [commandOf(button), button.name]))
    expect([...byCommand]).toEqual([['generate', 'Again'], ['vary', 'Vary'], ['edit', 'Edit area'], ['expand', 'Expand'], ['cut-out', 'Cut out'], ['upscale', 'Upscale'], ['results', 'Results']])
    for (const command of Object.keys(relaunchButtons)) expect([...byCommand.keys()]).toContain(command)
  })
  it('offers only commands that the plugin knows', () => {
    const items: Item[] = [...manifest.menu.filter((item: Item) => !item.separator), ...manifest.relaunchButtons]
    expect(items.length).toBeGreaterThan(3)
    for (const item of items) expect(commands).toContain(commandOf(item))
  })
})
