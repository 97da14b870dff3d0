// Words that a prompt wants to see in the picture: those in quotation marks. Pure.

const marks = /"([^"\n]{1,200})"|“([^”\n]{1,200})”|„([^“”\n]{1,200})[“”]|«([^»\n]{1,200})»|(?<=^|[\s(:])'([^'\n]{1,200})'(?=$|[\s.,;:!?)])/g

/** In the prompt's order. "from "A" to "B"" asks for B alone. */
export function quotedWords(prompt: string): string[] {
  const wanted = prompt.replace(/\b(change|replace|from)\b([^"“„«]*)["“„«][^"”“»\n]*["”“»](?=\s+(?:to|with|by|into)\s+["“„«])/gi, '$1$2')
  return [...wanted.matchAll(marks)].map((match) => (match[1] ?? match[2] ?? match[3] ?? match[4] ?? match[5] ?? '').trim()).filter((text) => text !== '')
}
