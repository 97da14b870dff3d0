// Words of a mockup and, once they were read, what the picture says in their place.
import { h, type ComponentChildren } from 'preact'
import { listed, names } from '../../components/names'
import type { WordVerdict } from '../../on-device/reading/compare-words'
import { badgeRemark, badgeText } from '../../words/word-check'

const signs: Readonly<Record<WordVerdict['verdict'], { sign: string; tone: string }>> = { reads: { sign: '✓', tone: 'ok' }, differs: { sign: '≠', tone: 'bad' }, unsure: { sign: '?', tone: '' } }

function Badge({ verdict, by }: { verdict: WordVerdict; by: string }) {
  const { sign, tone } = signs[verdict.verdict]
  return <span class={`tag word-badge ${tone}`} title={badgeRemark(verdict) || by} aria-hidden="true"><span>{sign}</span><span class="clip">{badgeText(verdict)}</span></span>
}

/** What goes without saying. */
const alone = 'Read on this device'

/** `by`: who read them. `state` stands in place of a badge that is still to come. */
export function WordList({ texts, verdicts, by = '', state }: { texts: readonly string[]; verdicts: readonly WordVerdict[]; by?: string; state?: ComponentChildren }) {
  return (
    <div class="word-list" role="list" aria-label={names.words}>
      {texts.map((text, index) => {
        const verdict = verdicts[index]?.expected === text ? verdicts[index] : verdicts.find(({ expected }) => expected === text)
        return (
          <div key={`${index} ${text}`} role="listitem" class="word-row" aria-label={listed(text, verdict && badgeText(verdict), verdict && by !== alone && by)}>
            <span class="word-sign" aria-hidden="true">T</span>
            <span class="clip grow">{text}</span>
            {verdict ? <Badge verdict={verdict} by={by} /> : state ? <span class="quiet">{state}</span> : null}
          </div>
        )
      })}
    </div>
  )
}
