// A picture that arrives in ever finer versions: each is decoded off the thread, then fades in over the one before.
import { h, type ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'

type Props = { src: string | null; alt: string; ratio: number; children?: ComponentChildren }

export function FormingPicture({ src, alt, ratio, children }: Props) {
  /** Oldest first, at most two. */
  const [shown, setShown] = useState<readonly string[]>([])
  useEffect(() => {
    if (src === null) return setShown([])
    let current = true
    const picture = new Image()
    picture.src = src
    const put = (): void => { if (current) setShown((before) => [...before.filter((url) => url !== src), src].slice(-2)) }
    // A version that cannot be decoded shows as the browser shows it; the next one follows.
    picture.decode().then(put, put)
    return () => { current = false }
  }, [src])
  return (
    <span class={`pic ${shown.length > 0 ? '' : 'waiting'}`} style={{ aspectRatio: String(ratio) }}>
      {shown.map((url, index) => <img key={url} src={url} alt={index === shown.length - 1 ? alt : ''} draggable={false} decoding="async" />)}
      {children}
    </span>
  )
}
