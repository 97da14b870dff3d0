// Connected pixels, four neighbours each.

type Flood = { width: number; height: number; /** As long as the picture; overwritten. */ stack: Int32Array; /** What is written; `takes` is false for it. */ to: number; takes(i: number): boolean; visit?(i: number): void }

/** Writes `to` from `start` on into every connected pixel that `takes`; returns how many. */
export function flood(values: Uint8Array, start: number, { width, height, stack, to, takes, visit }: Flood): number {
  let length = 0, count = 0
  const last = width * (height - 1)
  const offer = (i: number): void => {
    if (!takes(i)) return
    values[i] = to
    stack[length++] = i
  }
  offer(start)
  while (length > 0) {
    const i = stack[--length]!, x = i % width
    count += 1
    visit?.(i)
    if (x > 0) offer(i - 1)
    if (x < width - 1) offer(i + 1)
    if (i >= width) offer(i - width)
    if (i < last) offer(i + width)
  }
  return count
}
