// One window at a time among those of a user. Storage knows no change in one step, so every window raises its own flag before it looks for others': of two at once at least one sees the other and steps back.

type Flags = { keysAsync(): Promise<string[]>; getAsync(key: string): Promise<unknown>; deleteAsync(key: string): Promise<void> }

const prefix = 'inlay/lock/'
/** ms: the flag of a window that closed meanwhile counts no longer. */
const countsFor = 5000

/** Whether the window `owner` may change what all of them share. Not `wanted`: it is done. */
export async function lockFor(flags: Flags, store: (key: string, value: unknown) => Promise<void>, owner: string, wanted: boolean): Promise<boolean> {
  const own = prefix + owner
  let held = wanted
  if (wanted) {
    await store(own, Date.now())
    for (const key of await flags.keysAsync()) {
      if (key.indexOf(prefix) === 0 && key !== own && Date.now() - Number(await flags.getAsync(key)) < countsFor) held = false
    }
  }
  if (!held) await flags.deleteAsync(own)
  return held
}
