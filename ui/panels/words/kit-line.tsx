// What goes along beside the designer's own words, always in sight while it does.
import { h } from 'preact'
import { names } from '../../components/names'
import { cleanKitText } from '../../brand/kit'
import { useActions, useAppState } from '../../state/store'

export function KitLine() {
  const actions = useActions()
  const kitOn = useAppState((state) => state.words.kitOn)
  const kit = useAppState((state) => state.words.kit)
  if (!kitOn) return null
  const lines = cleanKitText(kit.text).split('\n').filter(Boolean)
  const boards = kit.moodboards.length
  const detail = [`${lines.length} ${lines.length === 1 ? 'line' : 'lines'}`, boards > 0 ? `${boards} ${boards === 1 ? 'moodboard' : 'moodboards'}` : '', lines[0] ?? ''].filter(Boolean).join(' · ')
  return (
    <button type="button" class="kit-line" title={lines.join('\n')} onClick={() => actions.openSub('kit')}>
      <span class="strong-name">{names.brandKit}</span>{' '}
      <span class="quiet clip">{detail}</span>
    </button>
  )
}
