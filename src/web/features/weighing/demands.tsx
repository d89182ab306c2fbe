import type { SignalDetail } from '#contract/signal.ts'
import { useText } from '../../shared/text.ts'
import { LegalBasis } from '../enrichment/legal-basis.tsx'

type Rule = Pick<SignalDetail['choices']['decisions'][number], 'needs' | 'consider' | 'open' | 'legalBasis'>

/** What a decision or an ending asks for: what the ground must say, what comes first, and on which law it rests. */
export function Demands({ rule, signal }: { rule: Rule | undefined; signal: SignalDetail }) {
  const { t, label } = useText()
  if (rule === undefined) return null
  const considered = signal.choices.acts.filter(({ id }) => rule.consider.includes(id))
  return (
    <dl className="facts demands">
      <dt>{t('demands.needs')}</dt>
      <dd>{label(rule.needs)}</dd>
      {considered.length === 0 ? null : (
        <>
          <dt>{t('demands.consider')}</dt>
          <dd>
            {considered.map((act, at) => (
              <span key={act.id} className={rule.open.includes(act.id) ? 'demands__open' : ''}>
                {at === 0 ? '' : '; '}
                {label(act.label)} ({t(rule.open.includes(act.id) ? 'demands.open' : 'demands.considered')})
              </span>
            ))}
          </dd>
        </>
      )}
      <dt>{t('guideline.basis')}</dt>
      <dd>
        <LegalBasis basis={rule.legalBasis} />
      </dd>
    </dl>
  )
}
