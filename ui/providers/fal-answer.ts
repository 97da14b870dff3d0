// From fal's results to pictures: inline as data URI, else from fal's own file hosts.
import * as z from 'zod/mini'
import { PluginError } from '../../src/shared/errors'
import type { ImageRequest } from '../jobs/request'
import { readImageHeader } from '../pixels/image-header'
import { bytesFromBase64 } from './base64'
import { badAnswer, flagged } from './fal-errors'
import { fileAddress, type FalConnection } from './fal-queue'
import { quiet } from './http'
import { readUsage } from './openai-answer'
import type { ProviderAnswer, ProviderResult } from './provider'

const file = z.object({ url: z.string() })
const answer = z.object({ images: z.optional(z.array(file)), image: z.optional(z.nullable(file)), has_nsfw_concepts: z.optional(z.nullable(z.array(z.boolean()))), usage: z.optional(z.unknown()) })

/** Reading a finished picture is free: it is tried again. */
const downloads = 3

async function bytesOf(fal: FalConnection, url: string, signal: AbortSignal): Promise<Uint8Array> {
  if (url.startsWith('data:')) {
    const bytes = bytesFromBase64(url)
    if (!bytes) throw new PluginError('provider.bad-response', 'A picture is not base64.')
    return bytes
  }
  for (let left = downloads; ; left -= 1) {
    try {
      const address = fal.scheme ? url : fileAddress(url, fal.baseURL), own = fal.scheme && url.startsWith(`${fal.baseURL}/`)
      const response = await fal.fetch(address, { ...quiet, ...(own ? { headers: { authorization: `${fal.scheme} ${fal.key}` } } : {}), signal })
      if (response.ok) return new Uint8Array(await response.arrayBuffer())
      if (left <= 1) throw new PluginError('provider.bad-response', `The file host answered ${response.status}.`)
    } catch (error) {
      if (error instanceof PluginError || signal.aborted || left <= 1) throw error
    }
  }
}

/** Ratios this near are the one that was asked for: models that take a ratio choose their own px. */
const sameRatio = (picture: ProviderResult, { widthPx, heightPx }: ImageRequest['extent']): boolean => Math.abs(Math.log(picture.widthPx / picture.heightPx / (widthPx / heightPx))) < 0.03

/** Raises provider.refused when all pictures were flagged, provider.bad-response when none came. */
export async function readFalAnswer(fal: FalConnection, value: unknown, request: ImageRequest, id: string, signal: AbortSignal): Promise<ProviderAnswer> {
  const parsed = answer.safeParse(value)
  if (!parsed.success) throw badAnswer('The answer has no list of pictures.', id, fal.service)
  const { images, image, has_nsfw_concepts: flags, usage } = parsed.data
  const files = (images ?? (image ? [image] : [])).slice(0, Math.max(1, request.count))
  const results: ProviderResult[] = []
  const warnings: ProviderAnswer['warnings'] = []
  let broken = '', declined = 0, unreached: unknown = null
  for (const [index, { url }] of files.entries()) {
    if (flags?.[index] === true) {
      declined += 1
      continue
    }
    try {
      const bytes = await bytesOf(fal, url, signal)
      const { mime, widthPx, heightPx } = readImageHeader(bytes)
      results.push({ bytes, mime, widthPx, heightPx, revisedPrompt: null, providerRequestId: id })
    } catch (error) {
      if (signal.aborted) throw error
      if (error instanceof PluginError) broken = `${error.message} ${error.hint}`.trim()
      else unreached = error
    }
  }
  if (results.length === 0 && unreached) throw unreached
  if (results.length === 0) throw declined > 0 ? flagged(id) : badAnswer(broken || 'The list of pictures is empty.', id, fal.service)
  if (declined > 0) warnings.push({ code: 'flagged', message: `The safety system declined ${declined} of ${files.length} pictures.` })
  if (results.length + declined < request.count) warnings.push({ code: 'fewer-pictures', message: `${results.length} of ${request.count} pictures came.` })
  const other = results.find((result) => !sameRatio(result, request.extent))
  if (other) warnings.push({ code: 'other-extent', message: `The picture came as ${other.widthPx} x ${other.heightPx} instead of ${request.extent.widthPx} x ${request.extent.heightPx}.` })
  return { results, usage: readUsage(usage, request.source !== null || request.references.length > 0), warnings }
}
