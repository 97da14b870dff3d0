// One function per kind of step.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { awaitStep, catchUp } from './await-step'
import { takeShot } from './outputs'
import { kindOf, type HostStep, type Step, type UiStep } from './schema'
import type { Stage } from './stage'
import { uiSteps } from './ui-steps'

/** Real ms for which a name may fit twice: a plugin reads some looks on a copy of the layer, which is gone at once. */
const copyMaxMs = 2000
async function onceUnique<T>({ clock }: Stage, act: () => Promise<T>): Promise<T> {
  for (const end = Date.now() + copyMaxMs; ;) {
    try {
      return await act()
    } catch (error) {
      if (!/\d layers are called/.test(String(error)) || Date.now() > end) throw error
      await clock.pass()
    }
  }
}

type Player<S> = (stage: Stage, step: S) => Promise<void>
const players = {
  async select(stage: Stage, step: { select: string[] }) {
    await onceUnique(stage, () => stage.page.evaluate((names) => window.inlayHooks!.select(names), step.select))
    stage.stale = true
  },
  async plugin(stage: Stage, { plugin, command, on }: { plugin: 'open' | 'close'; command?: string; on?: string }) {
    await stage.keepPictures()
    if (plugin === 'close') return stage.page.evaluate(() => window.inlayHooks!.closePlugin())
    await stage.openPlugin(command ?? null, on ?? null)
  },
  async ui(stage: Stage, step: UiStep) {
    await stage.ensureOpen()
    await catchUp(stage)
    await uiSteps[step.ui](stage, step)
  },
  await: awaitStep,
  async host(stage: Stage, step: HostStep) {
    if (step.host === 'reopenDocument') await stage.keepPictures()
    const file = step.host === 'dropFile' ? readFileSync(resolve(stage.prepared.baseDir, String(step['file']))).toString('base64') : null
    const note = await onceUnique(stage, () => stage.page.evaluate(({ value, bytes }) => window.inlayHooks!.host(value, bytes), { value: { ...step } as Record<string, unknown>, bytes: file }))
    if (note) stage.notes.push(note)
    stage.stale = true
  },
  server: async (stage: Stage, step: { gate: string }) => stage.server.release(step.gate),
  async network(stage: Stage, step: { network: 'on' | 'off' }) {
    stage.proxy.online(step.network === 'on')
    await stage.page.context().setOffline(step.network === 'off')
  },
  async dump(stage: Stage, step: { dump: string }) {
    stage.dumps[step.dump] = await stage.page.evaluate(() => window.inlayHooks!.dump())
  },
  async shot(stage: Stage, step: { shot: string; of?: string }) {
    await catchUp(stage)
    await takeShot(stage, step.shot, step.of ?? 'both')
  },
}

/** Plays one step; throws with the reason when it cannot be done. */
export const playStep = (stage: Stage, step: Step): Promise<void> => (players[kindOf(step)] as Player<Step>)(stage, step)
