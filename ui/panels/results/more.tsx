// One more picture near the one that shows, with its price.
import { h } from 'preact'
import { Button } from '../../components/basics'
import { names } from '../../components/names'
import { formatPrice } from '../../money/format-price'
import { estimateOfOne } from '../../state/actions/again'
import { checkMore, type Made } from '../../state/more-like-this'
import { useActions, useAppState } from '../../state/store'

/** An edit is made once more from the same input; a generated picture goes along as the subject of the next. */
export function More({ made }: { made: Made | null }) {
  const actions = useActions()
  const edit = made?.result.composed ? made : null
  const price = useAppState((state) => {
    if (edit) return formatPrice(estimateOfOne(edit.job))
    const check = checkMore(state)
    return check && formatPrice(check.estimate)
  })
  if (price === null) return null
  return <Button secondary onPress={() => (edit ? actions.runAgain(edit.result.key) : actions.moreLikeThis())}>{`${names.moreLikeThis} · ${price}`}</Button>
}
