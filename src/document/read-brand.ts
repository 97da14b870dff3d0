// The look of the file in lines of words, as its variables and styles say it: "Colour Night: #101C3A", "Type Title: Inter Bold 48". Only reads.
import { cleanText } from '../shared/snapshot'

/** Of each kind. */
const most = 40
const longestAlias = 5

const hexOf = ({ r, g, b }: RGB): string => '#' + [r, g, b].map((part) => ('0' + Math.round(part * 255).toString(16)).slice(-2)).join('').toUpperCase()
const line = (kind: string, name: string, value: string): string => cleanText(`${kind} ${name.replace(/[:\s]+/g, ' ')}: ${value}`, 160)

/** In the first mode, through aliases; null when it ends nowhere. */
async function colourOf(variable: Variable): Promise<string | null> {
  for (let at: Variable | null = variable, i = 0; at && i < longestAlias; i += 1) {
    const value = at.valuesByMode[Object.keys(at.valuesByMode)[0]!] as RGB | VariableAlias | undefined
    if (!value || !('id' in value)) return value ? hexOf(value) : null
    at = await figma.variables.getVariableByIdAsync(value.id)
  }
  return null
}

export async function readBrand(): Promise<string[]> {
  const lines: string[] = []
  for (const variable of (await figma.variables.getLocalVariablesAsync('COLOR')).slice(0, most)) {
    const hex = await colourOf(variable)
    if (hex) lines.push(line('Colour', variable.name, hex))
  }
  for (const { name, paints } of (await figma.getLocalPaintStylesAsync()).slice(0, most)) {
    const paint = paints[0]
    if (paint && paint.type === 'SOLID') lines.push(line('Colour', name, hexOf(paint.color)))
  }
  for (const { name, fontName, fontSize } of (await figma.getLocalTextStylesAsync()).slice(0, most)) lines.push(line('Type', name, `${fontName.family} ${fontName.style} ${fontSize}`))
  return lines
}
