// A manifest that lists further hosts, for a build of one's own. Pure.

/** Origin of an address that a build may list: https anywhere, http on this machine. Throws Error with what was expected. */
export function allowedOrigin(text: string): string {
  let url: URL
  try {
    url = new URL(text)
  } catch {
    throw new Error(`--allow ${text}: expected an address such as https://images.example`)
  }
  const local = url.hostname === 'localhost' || url.hostname === '127.0.0.1'
  if (url.protocol !== 'https:' && !(local && url.protocol === 'http:')) throw new Error(`--allow ${text}: expected https://; only localhost and 127.0.0.1 may be http`)
  if (url.username || url.password || url.hostname.includes('*')) throw new Error(`--allow ${text}: expected one host, without a user or *`)
  return url.origin
}

type Manifest = { networkAccess: { allowedDomains: string[]; reasoning: string } }

/** A copy; the text of `manifest` stays as it is. */
export function ownManifest<T extends Manifest>(manifest: T, addresses: readonly string[]): T {
  const hosts = addresses.map(allowedOrigin), { allowedDomains, reasoning } = manifest.networkAccess
  if (hosts.length === 0) throw new Error('expected at least one --allow https://host')
  return { ...manifest, networkAccess: { ...manifest.networkAccess, allowedDomains: [...new Set([...allowedDomains, ...hosts])], reasoning: `${reasoning} This build also reaches ${hosts.join(', ')}, which its maker added for their own service.` } }
}
