// A strip of pictures of which one is chosen: a radio group, with arrows, Home and End.
import { h } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { Picture } from './picture'

export type FilmItem = { key: string; /** Accessible name. */ name: string; caption: string; url: string | null }

export function Film({ name, items, at, onGo, onEnter }: { name: string; items: readonly FilmItem[]; at: number; onGo(index: number): void; onEnter?: (() => void) | undefined }) {
  const film = useRef<HTMLDivElement>(null)
  useEffect(() => film.current?.querySelector<HTMLElement>('.on')?.scrollIntoView({ block: 'nearest', inline: 'nearest' }), [at])
  const go = (index: number): void => {
    onGo(index)
    ;(film.current?.children[index] as HTMLElement | undefined)?.focus()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    if (event.key === 'Enter' && onEnter) {
      event.preventDefault()
      return onEnter()
    }
    const last = items.length - 1
    const to = { ArrowRight: Math.min(at + 1, last), ArrowLeft: Math.max(at - 1, 0), Home: 0, End: last }[event.key]
    if (to === undefined) return
    event.preventDefault()
    if (to !== at) go(to)
  }
  return (
    <div ref={film} class="film" role="radiogroup" aria-label={name} onKeyDown={onKeyDown}>
      {items.map((item, index) => (
        <button key={item.key} type="button" role="radio" aria-checked={index === at} tabIndex={index === at ? 0 : -1} aria-label={item.name} class={index === at ? 'on' : ''} onClick={() => go(index)}>
          <Picture src={item.url} alt="" />
          <span class="num">{item.caption}</span>
        </button>
      ))}
    </div>
  )
}
