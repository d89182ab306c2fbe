import { useState } from 'react'
import type { Hold, RetentionView } from '#contract/retention.ts'
import { Badge } from '../../shared/components/badge.tsx'
import { Button } from '../../shared/components/button.tsx'
import { Moment } from '../../shared/components/due.tsx'
import { FailureNotice } from '../../shared/components/failure.tsx'
import { useText } from '../../shared/text.ts'
import { PlaceHold } from './place-hold.tsx'
import { useHoldDecision } from './queries.ts'

const TONES = { waiting: 'amber', 'in-force': 'teal', ended: 'quiet', over: 'quiet' } as const

/** What is kept past its term, the newest first, and asking for one more. */
export function Holds({ view }: { view: RetentionView }) {
  const { t, label } = useText()
  const [placing, setPlacing] = useState(false)
  const reasonOf = (id: string) => {
    const known = view.reasons.find((one) => one.id === id)
    return known ? label(known.label) : id
  }
  return (
    <>
      {view.holds.length === 0 ? <p>{t('legal-hold.none')}</p> : null}
      <ul className="desk__list">
        {view.holds.map((hold) => (
          <HoldItem key={hold.id} hold={hold} reason={reasonOf(hold.reason)} />
        ))}
      </ul>
      {placing ? (
        <PlaceHold view={view} onDone={() => setPlacing(false)} />
      ) : (
        <div className="actions">
          <Button onClick={() => setPlacing(true)}>{t('legal-hold.place')}</Button>
        </div>
      )}
    </>
  )
}

function HoldItem({ hold, reason }: { hold: Hold; reason: string }) {
  const { t } = useText()
  const { recordKind, recordId, words, until, placedBy, confirmedBy, endedBy, state } = hold
  const by = [
    t('legal-hold.placed-by', { name: placedBy.name }),
    ...(confirmedBy ? [t('keep.confirmed-by', { name: confirmedBy.name })] : []),
    ...(endedBy ? [t('legal-hold.ended-by', { name: endedBy.name })] : []),
  ]
  return (
    <li className="desk__item">
      <p className="desk__kind">
        {reason} <Badge tone={TONES[state]}>{t(`hold-state.${state}`)}</Badge>
      </p>
      <p>
        {t(`legal-hold.${recordKind}`)} <span className="mono desk__hash">{recordId}</span> ·{' '}
        {t('legal-hold.through')} <Moment at={until} style="day" />
      </p>
      <p className="quiet">{by.join(' · ')}</p>
      <blockquote className="ground">{words ?? t('legal-hold.words-gone')}</blockquote>
      <Decisions hold={hold} />
    </li>
  )
}

function Decisions({ hold: { id, state, mayConfirm } }: { hold: Hold }) {
  const { t } = useText()
  const confirm = useHoldDecision(id, 'confirm')
  const end = useHoldDecision(id, 'end')
  const failure = confirm.error ?? end.error
  if (state !== 'waiting' && state !== 'in-force') return null
  return (
    <>
      {failure ? <FailureNotice failure={failure} /> : null}
      <div className="actions">
        {state === 'waiting' ? (
          <Button
            because={mayConfirm ? null : t('refusal.needs-another-person')}
            busy={confirm.isPending}
            onClick={() => confirm.mutate('confirm')}
          >
            {t('legal-hold.confirm')}
          </Button>
        ) : null}
        <Button look="subtle" busy={end.isPending} onClick={() => end.mutate('end')}>
          {t('legal-hold.end')}
        </Button>
      </div>
    </>
  )
}
