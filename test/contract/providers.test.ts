// Promises that every provider keeps. What is particular to one service is tested beside this file.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { assetHost } from '../../ui/on-device/reading/reader-assets'
import { isAbort } from '../../src/shared/channel'
import type { ImageRequest } from '../../ui/jobs/request'
import { modelCards } from '../../ui/models'
import { fitExtent } from '../../ui/models/fit-extent'
import { providerById, providers, registerProviders } from '../../ui/providers'

const { networkAccess } = (JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { 'figma-plugin': { networkAccess: { allowedDomains: string[] } } })['figma-plugin']

it('begins with Demo, and refuses a second provider of the same id', () => {
  expect(providers[0]!.id).toBe('demo')
  expect(() => registerProviders([...providers, providers[0]!])).toThrow()
  expect(providerById('nobody')).toBeNull()
})

describe.each(providers.map((provider) => [provider.id, provider] as const))('%s', (id, provider) => {
  const card = modelCards.find((other) => other.providerId === id && !other.successorId)!
  const { widthPx, heightPx } = fitExtent(card.extents, { width: 1024, height: 1024 })
  const request: ImageRequest = {
    toolId: 'generate', modelId: card.id, prompt: 'a red chair', source: null, mask: null, references: [], extent: { widthPx, heightPx }, count: 1, quality: card.defaultQuality,
    background: card.backgrounds[0]!, format: card.formats[0]!, partialImages: 0, moderation: 'auto', seed: null,
  }

  it('lists its hosts in the manifest, and no others', () => {
    for (const host of provider.hosts) expect(networkAccess.allowedDomains).toContain(host)
    if (provider.hosts.length > 0) expect(provider.hosts).toContain(new URL(provider.defaultBaseURL).origin)
    else expect(provider.needsKey && !provider.ownAddress).toBe(false)
    expect(provider.defaultBaseURL.endsWith('/')).toBe(false)
  })

  it('serves at least one model', () => expect(card).toBeDefined())

  it('does nothing when it was cancelled before', async () => {
    const abort = new AbortController()
    abort.abort()
    const progress: unknown[] = []
    const outcome: unknown = await provider.submit(request, { key: 'sk-test', baseURL: provider.defaultBaseURL, signal: abort.signal, card, onProgress: (step) => progress.push(step) }).catch((error: unknown) => error)
    expect(isAbort(outcome)).toBe(true)
    expect(progress).toEqual([])
  })

  it('asks for its key before anything else', async () => {
    if (!provider.needsKey) return
    const outcome: unknown = await provider.submit(request, { key: null, baseURL: provider.defaultBaseURL, signal: new AbortController().signal, card, onProgress: () => undefined }).catch((error: unknown) => error)
    expect(outcome).toMatchObject({ code: 'auth.key-missing' })
  })
})

it('every declared host of the manifest belongs to a provider, or is where the text reader\'s data lies', () => {
  expect([...networkAccess.allowedDomains].sort()).toEqual([...new Set([assetHost, ...providers.flatMap((provider) => provider.hosts)])].sort())
})
