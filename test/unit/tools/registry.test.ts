import { readdirSync } from 'node:fs'
import { expect, it } from 'vitest'
import { tools } from '../../../ui/tools/index'

const folder = new URL('../../../ui/tools/', import.meta.url)

it('registers every tool of the folder once', async () => {
  const found: string[] = []
  for (const file of readdirSync(folder)) {
    const exported: Record<string, unknown> = await import(new URL(file, folder).href)
    for (const value of Object.values(exported)) if (typeof value === 'object' && value !== null && 'plan' in value && 'needs' in value && 'id' in value) found.push(String(value.id))
  }
  expect(tools.map(({ id }) => id).sort()).toEqual(found.sort())
})
