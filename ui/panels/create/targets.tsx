// The selection with its roles: where pictures go, and what is sent along.
import { Fragment, h } from 'preact'
import { useRef, useState } from 'preact/hooks'
import type { LayerSnapshot, Role } from '../../../src/shared/snapshot'
import { IconImage16, IconPin16 } from '../../components/icons'
import { MenuButton, type MenuEntry } from '../../components/menu'
import { listed, names } from '../../components/names'
import { useActions, useAppState } from '../../state/store'
import { editsPictures, sourceLayerOf } from '../../tools/source-layer'
import { selectionProblem, targetsOf } from '../../tools/targets'
import { SentPreview } from './sent-preview'

const shownAtFirst = 3
const outlinePx = 22
const roleNames: Record<Role, string> = { target: 'Target', source: 'Source', mask: 'Mask', reference: 'Reference' }
const short: Record<NonNullable<LayerSnapshot['problem']>['kind'], string> = {
  locked: 'Locked', 'too-small': 'Under 16 px', hidden: 'Hidden', 'boolean-child': 'In a boolean', 'no-area': 'Has no area', 'not-a-layer': 'No fill', 'read-only': 'View only', unsupported: 'No fill',
}

export const sizeText = (width: number, height: number): string => `${Math.round(width)}×${Math.round(height)}`

function Card({ layer, role, pinned, onShow }: { layer: LayerSnapshot; role: Role; pinned: boolean; onShow(): void }) {
  const actions = useActions()
  const scale = outlinePx / Math.max(layer.width, layer.height, 1)
  const entries: MenuEntry[] = [
    ...(Object.keys(roleNames) as Role[]).map((option): MenuEntry => ({ kind: 'choice', group: names.role, label: roleNames[option], checked: option === role, onPress: () => actions.setRole(layer.id, option) })),
    { kind: 'rule' },
    { kind: 'check', label: 'Pin', checked: pinned, onPress: () => actions.togglePin(layer.id) },
    { kind: 'press', label: 'Show what is sent', onPress: onShow },
  ]
  const isSent = (role === 'reference' || role === 'source') && !layer.problem
  const outline = <i style={{ width: Math.max(layer.width * scale, 2), height: Math.max(layer.height * scale, 2) }} />
  const line = layer.problem ? short[layer.problem.kind] : role === 'target' ? sizeText(layer.width, layer.height) : roleNames[role]
  return (
    <div role="listitem" class={`target menu-anchor ${layer.problem ? 'struck' : ''} ${role}`}>
      {isSent ? <button type="button" class="shape" aria-label={`Look at ${layer.name}`} title="Show what is sent" onClick={onShow}>{outline}</button> : <span class="shape">{outline}</span>}
      <span class="grow">
        <MenuButton
          name={listed(layer.name, roleNames[role].toLowerCase(), pinned && 'pinned', layer.problem?.message)} entries={entries} class="cover-button clip strong-name"
          description={`${sizeText(layer.width, layer.height)}, ${layer.why}`} note={`${roleNames[role]}: ${layer.problem?.message ?? layer.why}`} title={layer.problem?.message ?? `${layer.name}, ${sizeText(layer.width, layer.height)}: ${layer.why}`}
        >
          {layer.name}
        </MenuButton>
        <span class="clip quiet num">{line}</span>
      </span>
      {pinned ? <span class="pinned" aria-hidden="true"><IconPin16 /></span> : null}
    </div>
  )
}

export function Targets() {
  const snapshot = useAppState((state) => state.snapshot)
  const rolesChosen = useAppState((state) => state.rolesChosen)
  const pinnedIds = useAppState((state) => state.pinnedIds)
  const [all, setAll] = useState(false)
  const [sent, setSent] = useState<LayerSnapshot | null>(null)
  const list = useRef<HTMLDivElement>(null)
  const tool = useAppState((state) => state.tool)
  const edited = editsPictures(tool) ? sourceLayerOf(snapshot, tool) : null
  const filled = editsPictures(tool) ? [] : targetsOf(snapshot)
  const roleOf = (layer: LayerSnapshot): Role => rolesChosen[layer.id] ?? (layer === edited ? 'source' : filled.includes(layer) ? 'target' : layer.role)
  const order = (layer: LayerSnapshot): number => (layer.problem ? 2 : roleOf(layer) === 'target' || layer === edited ? 0 : 1)
  const layers = [...(snapshot?.layers ?? [])].sort((a, b) => order(a) - order(b))
  const shown = all ? layers : layers.slice(0, shownAtFirst)
  const rest = layers.length - shown.length + (snapshot?.more ?? 0)
  const fresh = snapshot === null || (!editsPictures(tool) && targetsOf(snapshot).length === 0 && selectionProblem(snapshot) === null)
  return (
    <Fragment>
      {layers.length > 0 ? (
        <div class="stack tight" ref={list}>
          <div class="targets" role="list" aria-label={names.selection}>
            {shown.map((layer) => <Card key={layer.id} layer={layer} role={roleOf(layer)} pinned={pinnedIds.includes(layer.id)} onShow={() => setSent(layer)} />)}
          </div>
          {rest > 0 || all && layers.length > shownAtFirst ? (
            <button type="button" class="quiet more-layers" aria-expanded={all} onClick={() => setAll(!all)}>{all ? 'Show fewer' : `and ${rest} more`}</button>
          ) : null}
        </div>
      ) : null}
      {fresh ? (
        <div class="target empty" aria-busy={snapshot === null}>
          <IconImage16 />
          <span class="grow">
            <div class="strong-name">{snapshot === null ? 'Reading the selection' : 'New frames in the middle of your view'}</div>
            <div class="quiet">{snapshot === null ? '\u00a0' : 'Select frames first to fill them instead.'}</div>
          </span>
        </div>
      ) : null}
      {!fresh && editsPictures(tool) && !edited ? (
        <div class="target empty">
          <IconImage16 />
          <span class="grow">
            <div class="strong-name">Select a layer that has a picture</div>
            <div class="quiet">A shape over it says which part changes.</div>
          </span>
        </div>
      ) : null}
      {sent ? <SentPreview anchor={list} subject={{ ...sent, role: roleOf(sent) }} onClose={() => setSent(null)} /> : null}
    </Fragment>
  )
}
