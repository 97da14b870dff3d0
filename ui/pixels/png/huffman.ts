// Length-limited prefix codes in deflate's canonical form (RFC 1951, 3.2.2).

/** Code (bits reversed, ready to be written) in the low 16 bits, its length above; 0 for symbols that do not occur. */
export type CodeTable = Int32Array

/** Code lengths for `counts`, none above `longest`. At least two symbols get a code, as decoders expect. */
export function codeLengths(counts: Uint32Array, longest: number): Uint8Array {
  const lengths = new Uint8Array(counts.length)
  const symbols: number[] = []
  for (let i = 0; i < counts.length; i++) if (counts[i]! > 0) symbols.push(i)
  for (let i = 0; symbols.length < 2; i++) if (!symbols.includes(i)) symbols.push(i)
  symbols.sort((a, b) => counts[a]! - counts[b]! || a - b)
  const perLength = limited(depths(symbols.map((symbol) => Math.max(1, counts[symbol]!)), longest), longest)
  // The rarest symbols get the longest codes.
  for (let length = longest, at = 0; length > 0; length--) for (let k = perLength[length]!; k > 0; k--) lengths[symbols[at++]!] = length
  return lengths
}

/** How many leaves lie at each depth of the tree of the sorted `weights`; those deeper than `longest` count at `longest`. */
function depths(weights: readonly number[], longest: number): Int32Array {
  const leaves = weights.length, parents = new Int32Array(2 * leaves - 1), merged = new Float64Array(leaves - 1)
  const weightAt = (node: number): number => (node < leaves ? weights[node]! : merged[node - leaves]!)
  for (let made = 0, leaf = 0, inner = 0; made < leaves - 1; made++) {
    const take = (): number => (leaf < leaves && (inner >= made || weights[leaf]! <= merged[inner]!) ? leaf++ : leaves + inner++)
    const a = take(), b = take()
    merged[made] = weightAt(a) + weightAt(b)
    parents[a] = parents[b] = leaves + made
  }
  const depth = new Int32Array(2 * leaves - 1), perLength = new Int32Array(longest + 1)
  for (let node = 2 * leaves - 3; node >= 0; node--) {
    depth[node] = depth[parents[node]!]! + 1
    if (node < leaves) perLength[Math.min(longest, depth[node]!)]!++
  }
  return perLength
}

/** Lengthens short codes until the cut ones fit: the sum of 2^-length may not pass 1. */
function limited(perLength: Int32Array, longest: number): Int32Array {
  let sum = 0
  for (let length = 1; length <= longest; length++) sum += perLength[length]! * 2 ** (longest - length)
  while (sum > 2 ** longest) {
    let length = longest - 1
    while (perLength[length] === 0) length--
    perLength[length]!--
    perLength[length + 1]! += 2
    perLength[longest]!--
    sum--
  }
  return perLength
}

/** Canonical codes of these lengths. */
export function codeTable(lengths: Uint8Array): CodeTable {
  const next = new Int32Array(17), perLength = new Int32Array(17)
  for (const length of lengths) perLength[length]!++
  perLength[0] = 0
  for (let length = 1, code = 0; length <= 16; length++) next[length] = code = (code + perLength[length - 1]!) << 1
  return Int32Array.from(lengths, (length) => (length === 0 ? 0 : reversed(next[length]!++, length) | (length << 16)))
}

function reversed(code: number, length: number): number {
  let out = 0
  for (let bit = 0; bit < length; bit++) out |= ((code >>> bit) & 1) << (length - 1 - bit)
  return out
}
