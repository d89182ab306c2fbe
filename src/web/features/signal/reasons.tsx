import { Badge } from '../../shared/components/badge.tsx'
import { Heading } from '../../shared/components/heading.tsx'
import { formatNumber } from '../../shared/dates.ts'
import { reasonsOf, type NumberedFinding, type Reason } from '../../shared/marks.ts'
import { useText } from '../../shared/text.ts'
import { markId, placeId } from './marked-text.tsx'

interface ReasonsProps {
  readonly active: readonly number[]
  readonly findings: readonly NumberedFinding[]
  readonly scope: string
}

/** Why each mark is there; what was seen and set aside stands apart, and stays readable. */
export function Reasons({ findings, scope, active }: ReasonsProps) {
  const { t } = useText()
  const reasons = reasonsOf(findings)
  const counted = reasons.filter(({ role }) => role !== 'set-aside')
  const aside = reasons.filter(({ role }) => role === 'set-aside')
  return (
    <div className="reasons">
      <Heading level={3} className="minor">
        {t('marks.counted', { count: counted.length })}
      </Heading>
      {counted.length === 0 ? <p className="quiet">{t('marks.none-counted')}</p> : null}
      <ul className="reasons__list">
        {counted.map((reason) => (
          <ReasonItem key={reason.key} {...{ reason, scope, active }} />
        ))}
      </ul>
      {aside.length === 0 ? null : (
        <>
          <Heading level={3} className="minor">
            {t('marks.set-aside', { count: aside.length })}
          </Heading>
          <ul className="reasons__list reasons__list--aside">
            {aside.map((reason) => (
              <ReasonItem key={reason.key} {...{ reason, scope, active }} />
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

interface ReasonItemProps {
  readonly reason: Reason
  readonly scope: string
  readonly active: readonly number[]
}

export function ReasonItem({ reason, scope, active }: ReasonItemProps) {
  const { t, word, label, language } = useText()
  const { first, findings, added } = reason
  const numbers = findings.map(({ number }) => number)
  const on = numbers.some((number) => active.includes(number))
  return (
    <li
      className={`reason-card reason-card--${reason.role === 'set-aside' ? 'aside' : first.strength} ${on ? 'reason-card--on' : ''}`}
      data-findings={numbers.join(' ')}
    >
      <p className="reason-card__label">{label(first.label)}</p>
      <p className="reason-card__facts">
        <Badge tone={first.strength === 'S' ? 'teal' : 'plain'}>{t(`strength.${first.strength}`)}</Badge>
        <span>{t(`finding.${first.status}`)}</span>
        {first.dimension === '' ? null : <span>{word('dimension', first.dimension)}</span>}
        <span>
          {reason.role === 'counted'
            ? t('marks.added', { weight: formatNumber(added, language) })
            : t(reason.role === 'seen-again' ? 'marks.already' : 'marks.not-counted')}
        </span>
        <span className="mono quiet">{first.indicator}</span>
      </p>
      <ul className="reason-card__places">
        {findings.map(({ number, quote }) => (
          <li key={number}>
            <button
              type="button"
              id={placeId(scope, number)}
              className="place"
              aria-label={t('marks.to-text', { number, quote })}
              data-findings={number}
              onClick={() => showMark(scope, number)}
            >
              <span className="place__number">{number}</span>
              <q className="place__quote">{quote}</q>
            </button>
          </li>
        ))}
      </ul>
    </li>
  )
}

function showMark(scope: string, number: number) {
  const mark = document.getElementById(markId(scope, number))
  mark?.scrollIntoView({ block: 'center' })
  mark?.focus({ preventScroll: true })
}
