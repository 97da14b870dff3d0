// Reads the input fields of fal's endpoints from the published types of @fal-ai/client.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import ts from 'typescript'

const fileName = createRequire(import.meta.url).resolve('@fal-ai/client').replace(/index\.js$/, 'types/endpoints.d.ts')

type Members = Map<string, { type: ts.TypeNode; required: boolean }>

/** Every endpoint's fields by id, in the form of ui/providers/fal-endpoints.ts: `name!=kind`, "!" for required. Raises Error for an id without types. */
export function readFalTypes(ids: readonly string[]): Record<string, string> {
  const source = ts.createSourceFile(fileName, readFileSync(fileName, 'utf8'), ts.ScriptTarget.Latest)
  const aliases = new Map<string, ts.TypeNode>()
  let endpoints: ts.TypeElement[] = []
  for (const statement of source.statements) {
    if (ts.isTypeAliasDeclaration(statement)) aliases.set(statement.name.text, statement.type)
    if (ts.isTypeAliasDeclaration(statement) && statement.name.text === 'EndpointTypeMap' && ts.isTypeLiteralNode(statement.type)) endpoints = [...statement.type.members]
  }
  const nameOf = (member: ts.TypeElement): string => (member.name && (ts.isStringLiteral(member.name) || ts.isIdentifier(member.name)) ? member.name.text : '')
  const resolve = (type: ts.TypeNode): ts.TypeNode => {
    const target = ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName) ? aliases.get(type.typeName.text) : undefined
    return target ? resolve(target) : type
  }
  function membersOf(type: ts.TypeNode): Members {
    const known = resolve(type)
    if (ts.isIntersectionTypeNode(known)) return new Map(known.types.flatMap((part) => [...membersOf(part)]))
    if (!ts.isTypeLiteralNode(known)) throw new Error(`not an object type: ${known.getText(source)}`)
    return new Map(known.members.flatMap((member) => (ts.isPropertySignature(member) && member.type ? [[nameOf(member), { type: member.type, required: !member.questionToken }] as const] : [])))
  }
  function kindsOf(type: ts.TypeNode): string[] {
    const known = resolve(type)
    if (ts.isUnionTypeNode(known)) {
      const kinds = [...new Set(known.types.flatMap(kindsOf))]
      return kinds.includes('text') ? kinds.filter((kind) => kind !== 'object') : kinds // a Blob beside an address: the address is what we send
    }
    if (ts.isLiteralTypeNode(known) && ts.isStringLiteral(known.literal)) return [known.literal.text]
    if (ts.isArrayTypeNode(known) || (ts.isTypeReferenceNode(known) && known.typeName.getText(source) === 'Array')) return ['list']
    if (known.kind === ts.SyntaxKind.StringKeyword) return ['text']
    if (known.kind === ts.SyntaxKind.NumberKeyword) return ['number']
    if (known.kind === ts.SyntaxKind.BooleanKeyword) return ['switch']
    if (ts.isTypeLiteralNode(known)) return [[...membersOf(known).keys()].sort().join() === 'height,width' ? 'extent' : 'object']
    return ['object']
  }
  const written = ([name, { type, required }]: [string, { type: ts.TypeNode; required: boolean }]): string => `${name}${required ? '!' : ''}=${kindsOf(type).join('|')}`
  return Object.fromEntries(ids.map((id) => {
    const endpoint = endpoints.find((member) => nameOf(member) === id)
    const input = endpoint && ts.isPropertySignature(endpoint) && endpoint.type ? membersOf(endpoint.type).get('input') : undefined
    if (!input) throw new Error(`@fal-ai/client has no types for ${id}`)
    return [id, [...membersOf(input.type)].sort(([a], [b]) => (a < b ? -1 : 1)).map(written).join(' ')]
  }))
}
