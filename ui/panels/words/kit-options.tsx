// Brand kit and series among the rare options.
import { h } from 'preact'
import { useEffect } from 'preact/hooks'
import { Act } from '../../components/basics'
import { Switch } from '../../components/choices'
import { names } from '../../components/names'
import { useActions, useAppState } from '../../state/store'

export function KitOptions() {
  const actions = useActions()
  const kitOn = useAppState((state) => state.words.kitOn)
  const series = useAppState((state) => state.words.series)
  useEffect(() => void actions.readKit(), [])
  return (
    <div class="stack consistency" role="group" aria-label={names.consistency}>
      <div class="row between"><Switch name={names.useBrandKit} value={kitOn} onChange={actions.useKit} /><Act onPress={() => actions.openSub('kit')}>{names.editBrandKit}</Act></div>
      <div class="row between">
        <Switch name={names.series} value={series.on} onChange={actions.useSeries} />
        {series.on && series.picture ? <Act onPress={actions.clearSeries}>Start over</Act> : null}
      </div>
      {series.on ? <span class="quiet">{series.picture ? `Following pictures take the look of ${series.name}.` : 'The first picture that you star or keep sets the look of the following ones.'}</span> : null}
    </div>
  )
}
