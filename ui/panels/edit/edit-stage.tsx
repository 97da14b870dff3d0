// The picture under edit: with its mask where the intent takes one.
import { h } from 'preact'
import type { LayerSnapshot } from '../../../src/shared/snapshot'
import { Picture } from '../../components/picture'
import type { EditView } from '../../edit/edit-view'
import type { EditPlan } from '../../pixels/in-place/plan-edit'

type Props = { edit: EditView | null; layer: LayerSnapshot; plan: EditPlan | null; takesMask: boolean; inverted: boolean }

export function EditStage({ edit, layer }: Props) {
  const preview = edit?.preview
  const ratio = preview ? preview.width / preview.height : layer.width / Math.max(1, layer.height)
  return (
    <div class="stage">
      <Picture src={preview?.url ?? null} alt={`The picture of ${layer.name}`} fit="contain" class="checked" ratio={Math.min(2.4, Math.max(0.9, ratio))}>
        {edit?.problem ? <span class="quiet">{edit.problem.message}</span> : null}
      </Picture>
    </div>
  )
}
