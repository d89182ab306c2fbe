import type { Duty } from '#contract/duty.ts'
import { useDueMoment } from '../../shared/components/due.tsx'
import { useText } from '../../shared/text.ts'
import { useRoleName, useUnitName } from '../../shared/units.ts'

/** What must be done, in plain words; of an escalation also which duty it is about. */
export function useDutyName(): (duty: Pick<Duty, 'kind' | 'about'>) => string {
  const { t } = useText()
  return ({ kind, about }) =>
    kind === 'escalation' && about !== null
      ? t('duty-climbed', { duty: t(`duty.${about}`) })
      : t(`duty.${kind}`)
}

/** The act and why it is asked. */
export function Task({ duty }: { duty: Duty }) {
  const { t } = useText()
  const nameOf = useDutyName()
  return (
    <>
      <span className="duty__act">{nameOf(duty)}</span>
      <span className="duty__why">{t(`duty-why.${duty.kind}`)}</span>
    </>
  )
}

/** What happens when it is not done in time. */
export function IfNot({ duty }: { duty: Duty }) {
  const { t } = useText()
  const words = useIfNot()(duty)
  return (
    <span className="duty__if-not">
      <b>{t('if-not.label')}:</b> {words}
    </span>
  )
}

export function useIfNot(): (duty: Duty) => string {
  const { t } = useText()
  const unitName = useUnitName()
  const roleName = useRoleName()
  const momentOf = useDueMoment()
  return ({ kind, unit, role, dueAt, ifNot }) => {
    switch (kind) {
      case 'await-acceptance':
      case 'answer-handover':
      case 'quarantine':
      case 'retention-decision':
        return t(`if-not.${kind}`)
      case 'name-overseer':
        // Beyond the privacy officer there is nobody whom it could go to.
        return t(role === 'privacy-officer' ? 'if-not.name-overseer-last' : 'if-not.name-overseer')
      case 'feed-late':
      case 'feed-empty':
      case 'feed-small':
        return t('if-not.feed')
      default: {
        if (ifNot === null) return t('if-not.ends')
        // The own unit has just been named.
        const next =
          ifNot.unit === unit ? roleName(ifNot.role) : `${roleName(ifNot.role)}, ${unitName(ifNot.unit)}`
        return ifNot.at <= dueAt
          ? t('if-not.climbs-at-once', { role: next })
          : t('if-not.climbs', { role: next, when: momentOf(ifNot.at) })
      }
    }
  }
}
