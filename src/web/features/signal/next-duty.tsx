import type { SignalDetail } from '#contract/signal.ts'
import { Button } from '../../shared/components/button.tsx'
import { Due } from '../../shared/components/due.tsx'
import { FailureNotice } from '../../shared/components/failure.tsx'
import { useSession } from '../../shared/context.tsx'
import { useStep } from '../../shared/queries.ts'
import { useText } from '../../shared/text.ts'
import { useRoleName, useUnitName } from '../../shared/units.ts'

/** What must be done next, before when, by whom. The first thing that the page says. */
export function NextDuty({ signal }: { signal: SignalDetail }) {
  const { t, label, word } = useText()
  const unitName = useUnitName()
  const roleName = useRoleName()
  const { member } = useSession()
  const takeUp = useStep(signal)
  const step = signal.steps.find(({ type }) => type === 'take-up')
  if (signal.duty === null) {
    const outcome = signal.choices.outcomes.find(({ id }) => id === signal.outcome)
    const words = outcome ? label(outcome.label) : word('outcome', signal.outcome ?? '')
    return (
      <section className="next-duty next-duty--closed" aria-label={t('duty-next.label')}>
        <p className="next-duty__what">{t('duty-next.closed', { outcome: words })}</p>
      </section>
    )
  }
  return (
    <section
      className={`next-duty ${signal.duty.overdue ? 'next-duty--overdue' : ''}`}
      aria-label={t('duty-next.label')}
    >
      <p className="next-duty__kicker">{t('duty-next.label')}</p>
      <p className="next-duty__what">{t(`duty.${signal.duty.kind}`)}</p>
      <p className="next-duty__when">
        <Due at={signal.duty.dueAt} />
      </p>
      <p className="next-duty__who">
        {unitName(signal.unit)} · {signal.assignee === null ? t('duty-next.nobody') : signal.assignee.name}
        {signal.assignee?.id === member.id ? ` ${t('duty-next.you')}` : ''}
      </p>
      {signal.escalation === null ? null : (
        <p className="next-duty__climbed">
          {t('duty-next.escalated', {
            role: roleName(signal.escalation.role),
            unit: unitName(signal.escalation.unit),
          })}{' '}
          <Due at={signal.escalation.dueAt} />
        </p>
      )}
      {step?.allowed === true ? (
        <Button onClick={() => takeUp.mutate({ type: 'take-up' })} busy={takeUp.isPending}>
          {t('step.take-up')}
        </Button>
      ) : null}
      {takeUp.error ? <FailureNotice failure={takeUp.error} /> : null}
    </section>
  )
}
