// The local server before a provider under test: fresh for each test, and the values that every provider takes.
import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import { startServer, type LocalServer } from '../../playground/server'
import { PluginError } from '../../src/shared/errors'
import type { ImageRequest } from '../../ui/jobs/request'
import { decodePicture, pixelCodec } from '../../ui/pixels/codec'
import { nodeRaster } from './node-raster'

export const codec: typeof pixelCodec = { ...pixelCodec, decode: (bytes, mime) => decodePicture(bytes, mime, nodeRaster) }

/** Call once at the top of a test file. */
export function useLocalService(): Pick<LocalServer, 'url' | 'requests' | 'setPrograms'> {
  let server: LocalServer
  beforeAll(async () => { server = await startServer({ port: 0 }) })
  afterAll(() => server.close())
  beforeEach(() => {
    server.setPrograms([])
    server.requests.length = 0
  })
  return { get url() { return server.url }, get requests() { return server.requests }, setPrograms: (programs) => server.setPrograms(programs) }
}

/** A red chair, one picture of 1024 x 1024 px. */
export const requestOf = (change: Partial<ImageRequest> = {}): ImageRequest => ({
  toolId: 'generate', modelId: 'gpt-image-2', prompt: 'a red chair', source: null, mask: null, references: [], extent: { widthPx: 1024, heightPx: 1024 }, count: 1, quality: 'low',
  background: 'auto', format: 'png', partialImages: 0, moderation: 'auto', seed: null, ...change,
})

/** The PluginError that the work is rejected with; anything else fails the test. */
export async function failure(work: Promise<unknown>): Promise<PluginError> {
  const error: unknown = await work.then(() => new Error('it succeeded'), (reason: unknown) => reason)
  expect(error).toBeInstanceOf(PluginError)
  return error as PluginError
}
