import { expect, it } from 'vitest'
import { createBreather } from '../../../ui/pixels/breather'

it('waits for a turn of the event loop once a piece of work has become long, and counts anew from there', async () => {
  let now = 0
  const breathe = createBreather(() => now, true)
  now = 11
  expect(breathe()).toBeUndefined()
  now = 12
  let turned = false
  setTimeout(() => { turned = true }, 0)
  await breathe()
  expect(turned).toBe(true)
  now = 20
  expect(breathe()).toBeUndefined()
})
it('never waits in a worker', () => {
  let now = 0
  const breathe = createBreather(() => now, false)
  now = 10_000
  expect(breathe()).toBeUndefined()
})
