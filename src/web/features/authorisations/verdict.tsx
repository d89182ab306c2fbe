import type { AccessExplanation, AccessQuestion } from '#contract/explanation.ts'
import { Alert } from '../../shared/components/alert.tsx'
import { Badge } from '../../shared/components/badge.tsx'
import { Heading } from '../../shared/components/heading.tsx'
import { useText } from '../../shared/text.ts'
import { useRoleName, useUnitName } from '../../shared/units.ts'

interface VerdictProps {
  readonly explanation: AccessExplanation
  readonly question: AccessQuestion
}

/** The verdict, and every rule in the order in which it was weighed. */
export function VerdictView({ explanation, question }: VerdictProps) {
  const { t } = useText()
  const roleName = useRoleName()
  const unitName = useUnitName()
  const { colleague, unit, roles, allowed, decidedBy, told, rules } = explanation
  const what = { name: colleague.name, act: t(`act-name.${question.act}`) }
  return (
    <>
      <Alert
        tone={allowed ? 'ok' : 'info'}
        title={t(allowed ? 'authority.may' : 'authority.may-not', what)}
        live
      >
        <p>
          {colleague.name}: {[...roles.map(roleName), unitName(unit)].join(' · ')}
        </p>
        {decidedBy === null ? null : (
          <p>
            {t(`denial.${decidedBy}`)} {t(told ? 'authority.told' : 'authority.untold')}
          </p>
        )}
      </Alert>
      <Heading level={3} className="minor">
        {t('authority.rules')}
      </Heading>
      <ol className="desk__rules">
        {rules.map(({ rule, denies }) => (
          <li key={rule}>
            <RuleBadge denies={denies} decides={rule === decidedBy} />
            <span>{t(`rule.${rule}`)}</span>
          </li>
        ))}
      </ol>
    </>
  )
}

function RuleBadge({ denies, decides }: { denies: boolean | null; decides: boolean }) {
  const { t } = useText()
  if (denies === null) return <Badge tone="quiet">{t('authority.rule-unasked')}</Badge>
  if (!denies) return <Badge tone="teal">{t('authority.rule-passes')}</Badge>
  return <Badge tone="amber">{t(decides ? 'authority.rule-decides' : 'authority.rule-denies')}</Badge>
}
