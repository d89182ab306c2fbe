import type { SignalDetail } from '#contract/signal.ts'
import { Alert } from '../../shared/components/alert.tsx'
import { Moment } from '../../shared/components/due.tsx'
import { formatDate } from '../../shared/dates.ts'
import { useText } from '../../shared/text.ts'
import { useUnitName } from '../../shared/units.ts'

/** What the signal waits for and who was asked: held, offered to another unit, on its way to the other arm. */
export function Waits({ signal }: { signal: SignalDetail }) {
  return (
    <>
      <Held signal={signal} />
      <UnitOffer signal={signal} />
      <CrossingOffer signal={signal} />
      <Qualified signal={signal} />
    </>
  )
}

function groundOf({ timeline }: SignalDetail, type: string) {
  return timeline.findLast((entry) => entry.type === type)?.content?.ground
}

function Ground({ words }: { words: string | undefined }) {
  return words === undefined ? null : <blockquote className="ground">{words}</blockquote>
}

function Held({ signal }: { signal: SignalDetail }) {
  const { t, label, language } = useText()
  if (signal.held === null) return null
  const reason = signal.choices.holdReasons.find(({ id }) => id === signal.held?.reason)
  return (
    <Alert
      tone="info"
      title={t('hold.until', {
        reason: reason ? label(reason.label) : signal.held.reason,
        day: formatDate(signal.held.reviewOn, 'day', language),
      })}
    >
      {reason?.countedApart === true ? <p>{t('hold.counted-apart')}</p> : null}
      <Ground words={groundOf(signal, 'held')} />
    </Alert>
  )
}

function UnitOffer({ signal }: { signal: SignalDetail }) {
  const { t } = useText()
  const unitName = useUnitName()
  const { unitOffer } = signal
  if (unitOffer === null) return null
  const names = { name: unitOffer.by.name, unit: unitName(unitOffer.unit), owner: unitName(signal.unit) }
  return (
    <Alert tone="info" title={t('offer-unit.offered', names)}>
      <p>{t('offer-unit.owner', names)}</p>
      <Ground words={groundOf(signal, 'unit-offered')} />
    </Alert>
  )
}

function CrossingOffer({ signal }: { signal: SignalDetail }) {
  const { t, label } = useText()
  const { crossingOffer, choices, timeline } = signal
  if (crossingOffer === null) return null
  const crossing = choices.crossings.find(({ id }) => id === crossingOffer.crossing)
  const acts = choices.acts.filter(({ id }) => crossingOffer.acts.includes(id))
  const entry = timeline.findLast(({ type }) => type === 'crossing-offered')
  const seenOn = entry?.data.seenOn
  return (
    <Alert
      tone="info"
      title={t('crossing.offered', {
        name: crossingOffer.by.name,
        crossing: crossing ? label(crossing.label) : crossingOffer.crossing,
      })}
    >
      <dl className="facts">
        <dt>{t('crossing.acts')}</dt>
        <dd>{acts.map((act) => label(act.label)).join('; ')}</dd>
        <dt>{t('crossing.seen')}</dt>
        <dd>{entry?.content?.seen}</dd>
        <dt>{t('crossing.power')}</dt>
        <dd>{entry?.content?.power}</dd>
        <dt>{t('crossing.seen-on')}</dt>
        <dd>{typeof seenOn === 'string' ? <Moment at={seenOn} style="day" /> : null}</dd>
        <dt>{t('crossing.statements')}</dt>
        <dd>{t('crossing.statements-yes')}</dd>
      </dl>
      <Ground words={entry?.content?.ground} />
    </Alert>
  )
}

/** About which offence an investigation is, in the words of the version of the law that it names. */
function Qualified({ signal }: { signal: SignalDetail }) {
  const { t, label } = useText()
  const { qualification, choices } = signal
  if (qualification === null) return null
  const { offence } = choices
  const known = offence.id === qualification.law
  const variants = offence.variants.filter(({ id }) => qualification.variants.includes(id))
  return (
    <p className="quiet">
      {t('offence.of', {
        law: known ? label(offence.label) : qualification.law,
        variants: known
          ? variants.map((one) => label(one.label)).join('; ')
          : qualification.variants.join(', '),
      })}
    </p>
  )
}
