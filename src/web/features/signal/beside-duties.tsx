import type { SignalDetail } from '#contract/signal.ts'
import { Due } from '../../shared/components/due.tsx'
import { useText } from '../../shared/text.ts'
import { useRoleName, useUnitName } from '../../shared/units.ts'

/** Duties beside the one that the signal waits for, and which overdue duties have climbed to whom. */
export function BesideDuties({ signal }: { signal: SignalDetail }) {
  const { t } = useText()
  const unitName = useUnitName()
  const roleName = useRoleName()
  const { sideDuties, escalations } = signal
  if (sideDuties.length + escalations.length === 0) return null
  return (
    <div className="beside">
      {sideDuties.length === 0 ? null : (
        <>
          <p className="next-duty__kicker">{t('duty-next.beside')}</p>
          <ul className="beside__list">
            {sideDuties.map((duty) => (
              <li key={`${duty.kind}-${duty.dueAt}`}>
                <span className="beside__what">{t(`duty.${duty.kind}`)}</span>
                <Due at={duty.dueAt} />
                {duty.unit === signal.unit ? null : <span className="quiet">{unitName(duty.unit)}</span>}
              </li>
            ))}
          </ul>
        </>
      )}
      {escalations.length === 0 ? null : (
        <ul className="beside__list beside__climbed">
          {escalations.map((one) => (
            <li key={`${one.about}-${one.level}-${one.role}`}>
              <span>
                {t('duty-next.escalated', {
                  duty: t(`duty.${one.about}`),
                  role: roleName(one.role),
                  unit: unitName(one.unit),
                })}
              </span>
              <Due at={one.dueAt} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
