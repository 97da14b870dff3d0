// Reads @figma/plugin-typings with the TypeScript API and makes the table of what exists on which object. Runs in Node only.
import { createRequire } from 'node:module'
import ts from 'typescript'
import type { Member, Members, Rule, Surface } from './surface.ts'

const require = createRequire(import.meta.url)

/** Interfaces whose members hang below `figma` or come out of its methods, by the name the host gives them. */
const objectInterfaces: Record<string, string> = {
  figma: 'PluginAPI', 'figma.ui': 'UIAPI', 'figma.clientStorage': 'ClientStorageAPI', 'figma.viewport': 'ViewportAPI', 'figma.util': 'UtilAPI',
  'figma.variables': 'VariablesAPI', 'figma.constants': 'ConstantsAPI', 'figma.parameters': 'ParametersAPI', 'figma.teamLibrary': 'TeamLibraryAPI',
  'figma.annotations': 'AnnotationsAPI', 'figma.buzz': 'BuzzAPI', 'figma.codegen': 'CodegenAPI', 'figma.motion': 'MotionAPI',
  Image: 'Image', PaintStyle: 'PaintStyle', TextStyle: 'TextStyle', EffectStyle: 'EffectStyle', GridStyle: 'GridStyle', Variable: 'Variable', VariableCollection: 'VariableCollection',
}

/** Builds the whole table; equal inputs give equal output, members sorted by name. */
export function readTypings(): Surface {
  const root = require.resolve('@figma/plugin-typings/plugin-api.d.ts')
  const version = (require('@figma/plugin-typings/package.json') as { version: string }).version
  const program = ts.createProgram([root], { lib: ['lib.es2020.d.ts'], types: [], noEmit: true })
  const checker = program.getTypeChecker()
  const source = program.getSourceFile(root)
  if (!source) throw new Error(`cannot read ${root}`)
  const interfaces = new Map<string, ts.InterfaceDeclaration>()
  source.forEachChild((node) => {
    if (ts.isInterfaceDeclaration(node)) interfaces.set(node.name.text, node)
    if (ts.isModuleBlock(node) || ts.isModuleDeclaration(node)) node.forEachChild(function visit(inner) {
      if (ts.isInterfaceDeclaration(inner)) interfaces.set(inner.name.text, inner)
      else inner.forEachChild(visit)
    })
  })
  const membersOf = (name: string): Members => {
    const declaration = interfaces.get(name)
    if (!declaration) throw new Error(`the typings have no interface ${name}`)
    const members: Members = {}
    const properties = checker.getPropertiesOfType(checker.getTypeAtLocation(declaration.name))
    for (const symbol of [...properties].sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (!symbol.name.startsWith('__@')) members[symbol.name] = memberOf(symbol)
    }
    return members
  }
  const nodes: Record<string, Members> = {}
  for (const [name, declaration] of interfaces) {
    if (!/Node$/.test(name)) continue
    const type = checker.getTypeAtLocation(declaration.name).getProperty('type')
    const value = type && checker.getTypeOfSymbolAtLocation(type, declaration)
    if (value?.isStringLiteral()) nodes[value.value] = membersOf(name)
    else if (name === 'DocumentNode') nodes['DOCUMENT'] = membersOf(name)
  }
  return { typings: version, nodes: sorted(nodes), objects: sorted(Object.fromEntries(Object.entries(objectInterfaces).map(([host, name]) => [host, membersOf(name)]))) }
}

function memberOf(symbol: ts.Symbol): Member {
  const declarations = symbol.declarations ?? []
  const method = declarations.some((d) => ts.isMethodSignature(d) || (ts.isPropertySignature(d) && d.type !== undefined && ts.isFunctionTypeNode(d.type)))
  const member: Member = { kind: method ? 'method' : 'property' }
  const modified = declarations.some((d) => (ts.getCombinedModifierFlags(d) & ts.ModifierFlags.Readonly) !== 0)
  const setter = declarations.some(ts.isSetAccessorDeclaration)
  if (!method && (modified || (declarations.some(ts.isGetAccessorDeclaration) && !setter))) member.readonly = true
  const rule = ruleOf(declarations.map((d) => commentOf(d)).join('\n'))
  if (rule) member.dynamicPage = rule
  return member
}

const commentOf = (node: ts.Declaration): string => node.getSourceFile().text.slice(node.getFullStart(), node.getStart())

/** The rule that the doc comment states for manifests with "documentAccess": "dynamic-page". */
function ruleOf(comment: string): Rule | undefined {
  const text = comment.replace(/\s*\n\s*\*\s?/g, ' ')
  if (!text.includes('"dynamic-page"')) return undefined
  const instead = /Use (?:\{@link [A-Za-z]+\.(\w+)\}|`(\w+))/.exec(text)
  const replacement = instead?.[1] ?? instead?.[2]
  if (/will throw an exception if/.test(text)) return { rule: 'throws', ...(replacement ? { instead: replacement } : {}) }
  if (/must first call \{@link PageNode\.loadAsync\}/.test(text)) return { rule: 'load-page' }
  if (/must first call \{@link PluginAPI\.loadAllPagesAsync\}/.test(text) && !/to access this event/.test(text)) return { rule: 'load-all' }
  if (/write-only/.test(text)) return { rule: 'write-only', ...(replacement ? { instead: replacement } : {}) }
  if (/read-only/.test(text)) return { rule: 'read-only', ...(replacement ? { instead: replacement } : {}) }
  return undefined
}

const sorted = <T>(record: Record<string, T>): Record<string, T> => Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)))

/** The table as the committed file holds it: one line per object. */
export function printSurface(surface: Surface): string {
  const lines = (group: Record<string, Members>): string => Object.entries(group).map(([name, members]) => `    ${JSON.stringify(name)}: ${JSON.stringify(members)}`).join(',\n')
  return `{\n  "typings": ${JSON.stringify(surface.typings)},\n  "nodes": {\n${lines(surface.nodes)}\n  },\n  "objects": {\n${lines(surface.objects)}\n  }\n}\n`
}
