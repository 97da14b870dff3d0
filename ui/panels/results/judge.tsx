// Star and Reject for one picture.
import { h } from 'preact'
import { IconPress } from '../../components/basics'
import { IconReject16, IconStar16, IconStarFilled16 } from '../../components/icons'
import { names } from '../../components/names'
import { isMarked } from '../../state/marks'
import { useActions, useAppState } from '../../state/store'

/** `ids` as `pictureIds` gives them; `name` is what the messages call it. */
export function Judge({ ids, name }: { ids: readonly string[]; name: string }) {
  const actions = useActions()
  const starred = useAppState(({ marks }) => isMarked(marks, 'starred', ids)), rejected = useAppState(({ marks }) => isMarked(marks, 'rejected', ids))
  return (
    <span class="judge">
      <IconPress name={names.star} title={starred ? 'Take the star away (S)' : 'Star (S)'} pressed={starred} onPress={() => actions.mark('starred', ids, name)}>{starred ? <IconStarFilled16 /> : <IconStar16 />}</IconPress>
      <IconPress name={names.reject} title={rejected ? 'Bring it back (Delete)' : 'Reject (Delete)'} pressed={rejected} onPress={() => actions.mark('rejected', ids, name)}><IconReject16 /></IconPress>
    </span>
  )
}
