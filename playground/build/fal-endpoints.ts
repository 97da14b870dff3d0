// npm run fal: writes ui/providers/fal-endpoints.ts from the types of @fal-ai/client for every endpoint that a card uses. A test compares it.
import { writeFileSync } from 'node:fs'
import { falRoutes } from '../../ui/models/fal-routes'
import { untypedEndpoints } from './fal-untyped'
import { readFalTypes } from './read-fal-types'

export const falFile = 'ui/providers/fal-endpoints.ts'

/** The whole file as it must be committed. */
export function falEndpointsText(): string {
  const ids = [...new Set(Object.values(falRoutes).flatMap(({ generate, edit, several, mask }) => [generate, edit, several, mask].flatMap((id) => id ?? [])))].sort()
  const fields = { ...readFalTypes(ids.filter((id) => !(id in untypedEndpoints))), ...untypedEndpoints }
  const lines = ids.map((id) => `  '${id}': '${fields[id]}',`)
  return `// Written by npm run fal from the types of @fal-ai/client; not by hand. Each field is name=kinds, with "!" where it is required.
// Kinds: text, number, switch, list (of addresses), extent ({ width, height }), object; anything else is a value of its own.
export const falEndpoints: Readonly<Record<string, string>> = {\n${lines.join('\n')}\n}\n`
}

if (process.argv.includes('--write')) writeFileSync(falFile, falEndpointsText())
