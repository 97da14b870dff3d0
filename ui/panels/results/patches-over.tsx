// Edits that lie over the selected picture as layers of their own: compared with it, brought into view, taken off.
import { h } from 'preact'
import { Act } from '../../components/basics'
import { Compare } from '../../components/compare'
import { names } from '../../components/names'
import { useActions, useAppState, useEdits } from '../../state/store'

/** Width over height of the preview is kept between these, so that the actions stay in sight. */
const flattest = 2.4, tallest = 0.9

export function PatchesOver({ nodeIds }: { nodeIds: readonly string[] }) {
  const actions = useActions()
  const edits = useEdits()
  const name = useAppState(({ edit }) => edit?.source?.name ?? '')
  const preview = useAppState(({ edit }) => edit?.preview ?? null), before = edits.plainUrl()
  const top = nodeIds[nodeIds.length - 1]
  if (!preview || before === null || top === undefined) return null
  const ratio = Math.min(flattest, Math.max(tallest, preview.width / Math.max(preview.height, 1)))
  return (
    <div class="stack">
      <div class="section">
        <h2 class="clip">{name}</h2>
        <span class="quiet">{nodeIds.length === 1 ? 'with an edit over it' : `with ${nodeIds.length} edits over it`}</span>
      </div>
      <div class="stage"><Compare name={names.beforeAndAfter} before={before} after={preview.url} beforeAlt={`${name} before`} afterAlt={`${name} with ${nodeIds.length === 1 ? 'the edit' : 'the edits'}`} ratio={ratio} /></div>
      <span class="row wrap acts">
        <Act onPress={() => actions.showNode(top)}>{nodeIds.length === 1 ? 'Select the edit' : 'Select the topmost edit'}</Act>
        <Act onPress={() => { for (const nodeId of nodeIds) actions.keepVariation(nodeId, null, 0) }}>{names.restoreOriginal}</Act>
      </span>
    </div>
  )
}
