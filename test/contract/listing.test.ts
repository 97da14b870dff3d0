import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const read = (name: string): string => readFileSync(`docs/listing/${name}`, 'utf8')
const manifest = JSON.parse(readFileSync('manifest.json', 'utf8')) as { networkAccess: { allowedDomains: string[] } }
const extentOf = (name: string): [number, number] => {
  const bytes = readFileSync(`docs/listing/${name}`)
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
}

describe('docs/listing', () => {
  it('names in its privacy text the hosts of the manifest, each once in the table, and no other', () => {
    const rows = read('privacy.md').split('\n').filter((line) => line.startsWith('| ') && line.includes('`https://')).map((line) => line.split('|')[1]!)
    expect(rows.flatMap((row) => [...row.matchAll(/`(https:\/\/[^`]+)`/g)].map(([, host]) => host)).sort()).toEqual([...manifest.networkAccess.allowedDomains].sort())
  })
  it('says what the window says about what leaves the file', () => {
    const told = [...readFileSync('ui/panels/privacy.tsx', 'utf8').matchAll(/<li>(.+?)<\/li>/g)].map(([, line]) => line!)
    expect(told.length).toBe(3)
    for (const line of told) expect(read('privacy.md')).toContain(`- ${line}\n`)
  })
  it('has icon and cover at the extents that the form takes, and what else it asks for', () => {
    expect([extentOf('icon.png'), extentOf('cover.png')]).toEqual([[128, 128], [1920, 1080]])
    for (const name of ['description.md', 'privacy.md', 'security.md']) expect(existsSync(`docs/listing/${name}`)).toBe(true)
    expect(read('description.md')).toContain('## Support contact')
  })
})

describe('the map of README.md', () => {
  it('lists every folder of the tree', () => {
    const map = readFileSync('README.md', 'utf8').split('## The map')[1]!.split('```')[1]!
    const folders = readdirSync('.', { withFileTypes: true }).filter((entry) => entry.isDirectory() && !/^(\.|node_modules$|build$|dist$)/.test(entry.name)).map(({ name }) => name)
    for (const name of folders) expect(map).toMatch(new RegExp(`^${name}/`, 'm'))
  })
})
