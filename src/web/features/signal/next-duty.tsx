import type { SignalDetail } from '#contract/signal.ts'
import { Button } from '../../shared/components/button.tsx'
import { Due } from '../../shared/components/due.tsx'
import { FailureNotice } from '../../shared/components/failure.tsx'
import { useSession } from '../../shared/context.tsx'
import { useStep } from '../../shared/queries.ts'
import { useText } from '../../shared/text.ts'
import { useUnitName } from '../../shared/units.ts'
import { BesideDuties } from './beside-duties.tsx'

/** What must be done next, before when, by whom. The first thing that the page says. */
export function NextDuty({ signal }: { signal: SignalDetail }) {
  const { t } = useText()
  const unitName = useUnitName()
  const { member } = useSession()
  const takeUp = useStep(signal)
  const step = signal.steps.find(({ type }) => type === 'take-up')
  const { duty } = signal
  return (
    <section
      className={`next-duty ${duty === null ? 'next-duty--closed' : ''} ${duty?.overdue === true ? 'next-duty--overdue' : ''}`}
      aria-label={t('duty-next.label')}
    >
      <div className="next-duty__main">
        {duty === null ? (
          <p className="next-duty__what">
            <Ended signal={signal} />
          </p>
        ) : (
          <>
            <p className="next-duty__kicker">{t('duty-next.label')}</p>
            <p className="next-duty__what">{t(`duty.${duty.kind}`)}</p>
            <p className="next-duty__when">
              <Due at={duty.dueAt} />
            </p>
            <p className="next-duty__who">
              {unitName(signal.unit)} ·{' '}
              {signal.assignee === null ? t('duty-next.nobody') : signal.assignee.name}
              {signal.assignee?.id === member.id ? ` ${t('duty-next.you')}` : ''}
            </p>
          </>
        )}
        {step?.allowed === true ? (
          <Button onClick={() => takeUp.mutate({ type: 'take-up' })} busy={takeUp.isPending}>
            {t('step.take-up')}
          </Button>
        ) : null}
        {takeUp.error ? <FailureNotice failure={takeUp.error} /> : null}
      </div>
      <BesideDuties signal={signal} />
    </section>
  )
}

/** No more work here: the outcome, or who has it now and what they reported back. */
function Ended({ signal }: { signal: SignalDetail }) {
  const { t, label, word } = useText()
  const { state, handover, choices } = signal
  const known = choices.outcomes.find(({ id }) => id === signal.outcome)
  const outcome = known ? label(known.label) : word('outcome', signal.outcome ?? '')
  if (state !== 'handed-over') return t('duty-next.closed', { outcome })
  const partner = handover === null ? '' : label(handover.partner)
  const reported = handover?.reported ?? null
  return reported === null
    ? t('duty-next.handed-over', { partner })
    : t('duty-next.reported', { partner, outcome: word('outcome', reported) })
}
