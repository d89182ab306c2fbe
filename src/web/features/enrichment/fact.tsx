import type { SignalDetail } from '#contract/signal.ts'
import { Badge } from '../../shared/components/badge.tsx'
import { Moment } from '../../shared/components/due.tsx'
import { useText } from '../../shared/text.ts'
import type { RecordedAct } from './recorded.ts'

type Act = SignalDetail['choices']['acts'][number]

/** What an act brought, in the words of who wrote it down, with where it comes from and how far it can be relied on. */
export function Fact({ act, recorded }: { act: Act; recorded: RecordedAct }) {
  const { label } = useText()
  const reason = act.notPossible.find(({ id }) => id === recorded.reason)
  return (
    <div className="fact">
      {reason ? <p className="fact__reason">{label(reason.label)}</p> : null}
      {recorded.words === '' ? null : <blockquote className="ground">{recorded.words}</blockquote>}
      <Provenance act={act} recorded={recorded} />
      <Unmet act={act} recorded={recorded} />
    </div>
  )
}

function Provenance({ act, recorded }: { act: Act; recorded: RecordedAct }) {
  const { t, label } = useText()
  const { provenance, obtainedBy, howObtained, by, at } = recorded
  const source = act.information.find(({ id }) => id === provenance?.source)
  return (
    <p className="fact__source">
      {provenance === null ? null : (
        <>
          <Badge tone={provenance.factOrOpinion === 'fact' ? 'teal' : 'quiet'}>
            {t(`fact-or-opinion.${provenance.factOrOpinion}`)}
          </Badge>
          <span>{source ? label(source.label) : provenance.source}</span>
          <span>{t(`reliability.${provenance.reliability}`)}</span>
          <span>
            <Moment at={provenance.obtainedOn} style="day" />, {obtainedBy}
            {howObtained === '' ? '' : `: ${howObtained}`}
          </span>
        </>
      )}
      {/* Mostly who obtained it wrote it down as well. */}
      {provenance !== null && obtainedBy === by ? null : (
        <span className="quiet">
          {t('provenance.recorded', { name: by })} <Moment at={at} />
        </span>
      )}
    </p>
  )
}

/** What the guideline asks for and is not there, and who did it without the qualification. */
function Unmet({ act, recorded }: { act: Act; recorded: RecordedAct }) {
  const { t, label } = useText()
  const missing = act.guideline.requirements.filter((_, place) => recorded.unmet.includes(place))
  return (
    <>
      {missing.length === 0 ? null : (
        <p className="fact__unmet">{t('fact.unmet-list', { list: missing.map(label).join('; ') })}</p>
      )}
      {recorded.qualified === false ? (
        <p className="fact__unmet">{t('fact.unqualified', { because: recorded.unqualifiedBecause })}</p>
      ) : null}
    </>
  )
}
