// Checks an address for a service.

/** Null when the address can be used. Empty means the service's own. */
export function addressProblem(text: string): string | null {
  if (text === '') return null
  try {
    const url = new URL(text)
    if (url.username || url.password || url.search || url.hash) return 'Only the address, without a user, a question mark or a #.'
    const local = url.hostname === 'localhost' || url.hostname === '127.0.0.1'
    return url.protocol === 'https:' || (local && url.protocol === 'http:') ? null : 'An address begins with https://'
  } catch {
    return 'An address looks like https://api.openai.com/v1'
  }
}
