// A picture in hand through the window's brain: what is selected, and the waits of a trial with it.
import { layerOf } from './builders'
import { settle } from './virtual-time'
import type { Trial } from './try-app'

export const picture = { type: 'IMAGE', visible: true, opacity: 1, imageHash: 'h', scaleMode: 'FILL', byInlay: false }
export const photo = layerOf('Photo', { role: 'source', fills: [picture] })
export const ellipse = layerOf('Ellipse', { role: 'mask', type: 'ELLIPSE', shape: 'e1' })
export const state = ({ app }: Trial) => app.store.get()

/** The mask and the picture are read, strokes have settled. */
export async function ready(trial: Trial): Promise<void> {
  await settle()
  await trial.time.advance(200)
  await settle()
}

export async function run(trial: Trial): Promise<void> {
  trial.app.actions.run()
  await trial.time.advance(50)
  await ready(trial)
}
