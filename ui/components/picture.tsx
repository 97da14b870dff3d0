// A picture in a slot whose ratio is known beforehand, so that nothing moves while it loads or forms.
import { h, type ComponentChildren } from 'preact'

type Props = { src: string | null; alt: string; ratio?: number | undefined; round?: boolean; fit?: 'cover' | 'contain'; children?: ComponentChildren; class?: string }

export const Picture = ({ src, alt, ratio, round, fit = 'cover', children, class: className }: Props) => (
  <span class={`pic ${round ? 'round' : ''} ${src ? '' : 'waiting'} ${className ?? ''}`} style={ratio ? { aspectRatio: String(ratio) } : undefined}>
    {src ? <img src={src} alt={alt} draggable={false} decoding="async" style={{ objectFit: fit }} /> : null}
    {children}
  </span>
)
