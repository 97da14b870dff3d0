// A strip of pictures of which one is chosen: a radio group, with arrows, Home and End. Keys for judging count while it has the focus.
import { h } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { IconStarFilled16 } from './icons'
import { listed } from './names'
import { Picture } from './picture'

export type FilmItem = { key: string; /** Accessible name. */ name: string; caption: string; url: string | null; mark?: 'starred' | 'rejected' | null }

type Props = { name: string; items: readonly FilmItem[]; at: number; onGo(index: number): void; onEnter?: (() => void) | undefined; onStar?: (() => void) | undefined; onReject?: (() => void) | undefined }

export function Film({ name, items, at, onGo, onEnter, onStar, onReject }: Props) {
  const film = useRef<HTMLDivElement>(null), focusNext = useRef(false)
  useLayoutEffect(() => {
    const chosen = film.current?.querySelector<HTMLElement>('.on')
    chosen?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    if (focusNext.current) chosen?.focus()
    focusNext.current = false
  }, [at])
  const go = (index: number): void => {
    onGo(index)
    ;(film.current?.children[index] as HTMLElement | undefined)?.focus()
  }
  const judge = { Enter: onEnter, s: onStar, S: onStar, Delete: onReject, Backspace: onReject }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return
    const act = judge[event.key as keyof typeof judge]
    if (act) {
      event.preventDefault()
      focusNext.current = true
      return act()
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
        <button
          key={item.key} type="button" role="radio" aria-checked={index === at} tabIndex={index === at ? 0 : -1} aria-label={listed(item.name, item.mark)}
          class={`${index === at ? 'on' : ''} ${item.mark ?? ''}`} onClick={() => go(index)}
        >
          <Picture src={item.url} alt="">{item.mark === 'starred' ? <span class="star"><IconStarFilled16 /></span> : null}</Picture>
          <span class="num">{item.caption}</span>
        </button>
      ))}
    </div>
  )
}
