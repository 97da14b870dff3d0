// The little of XML that SVG files need. Pure: no document, no entities of its own, nothing is fetched.

export type Element = { name: string; attributes: Record<string, string>; children: Element[] }

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const unescape = (text: string): string => text.replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (whole, name: string) => {
  if (!name.startsWith('#')) return entities[name] ?? whole
  const code = name[1] === 'x' || name[1] === 'X' ? parseInt(name.slice(2), 16) : Number(name.slice(1))
  return code <= 0x10ffff ? String.fromCodePoint(code) : whole
})

const piece = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<!DOCTYPE[^>[]*>|<\/([\w:.-]+)\s*>|<([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|[^<]+/gy
const attribute = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g

/** The root element; texts are left out. Throws on anything that is not well formed. */
export function parseXml(text: string): Element {
  const top: Element = { name: '', attributes: {}, children: [] }, open = [top]
  piece.lastIndex = 0
  for (let at = 0; at < text.length; at = piece.lastIndex) {
    const match = piece.exec(text)
    if (!match) throw new Error(`cannot be read at character ${at}`)
    const [, closed, name, attributes = '', single] = match
    if (closed !== undefined) {
      const last = open.pop()!
      if (last.name !== closed || last === top) throw new Error(`"</${closed}>" closes nothing`)
    } else if (name !== undefined) {
      const element: Element = { name, attributes: {}, children: [] }
      for (const [, key, double, simple] of attributes.matchAll(attribute)) element.attributes[key!] = unescape(double ?? simple ?? '')
      open.at(-1)!.children.push(element)
      if (!single) open.push(element)
    }
  }
  if (open.length > 1) throw new Error(`"<${open.at(-1)!.name}>" is not closed`)
  const [root] = top.children
  if (!root || top.children.length > 1) throw new Error('there must be one root element')
  return root
}
