// Links that the window may open. The sandbox has no URL class, so the host is cut out by hand, and anything unusual is refused.
const hosts = ['platform.openai.com', 'help.openai.com', 'www.figma.com', 'openai.com', 'status.openai.com', 'github.com', 'fal.ai']

/** Exactly https, a known host, no user part, no port. */
export const isKnownLink = (url: string): boolean => {
  const host = /^https:\/\/([a-z0-9.-]+)(?:[/?#][\x21-\x7e]*)?$/i.exec(url)?.[1]
  return host !== undefined && hosts.indexOf(host.toLowerCase()) >= 0
}

export function openLink(url: string): void {
  if (isKnownLink(url)) figma.openExternal(url)
}
