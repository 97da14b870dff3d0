// What a frame of a scenario begins with. The window's frame gets it from the page that builds it: the browser's driver sometimes comes too late for a sandboxed frame.
import { installFrameTime } from './frame-time.ts'
import { watchTraffic } from './frame-traffic.ts'
import { countWork } from './frame-work.ts'
import type { PageSetup } from './page-hooks.ts'
import { seedRandom } from './seed-random.ts'
import { watchFrame } from './watch-frame.ts'

const call = (part: (...args: never[]) => void, ...args: number[]): string => `(${part.toString()})(${args.join(', ')})`

/** Text of a script. `windowNumber` is 0 for the page itself; every window draws other random numbers, or its ids would be those of an earlier one. */
export function frameStart({ virtual, startMs, seed }: Pick<PageSetup, 'virtual' | 'startMs' | 'seed'>, windowNumber: number): string {
  const time = virtual ? [call(installFrameTime, startMs), call(watchTraffic), ...(windowNumber > 0 ? [`window.inlayTime.setNow(${Date.now() - startMs})`] : [])] : []
  return [call(countWork), ...time, call(watchFrame), call(seedRandom, seed + windowNumber)].join(';\n')
}
