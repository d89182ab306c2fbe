import type { SignalDetail } from '#contract/signal.ts'
import { FieldFault, useField } from '../../shared/components/form.tsx'
import { useText } from '../../shared/text.ts'

const ANSWERS = ['yes', 'no', 'unknown'] as const

export type Answers = Readonly<Record<string, (typeof ANSWERS)[number]>>

interface CriteriaProps {
  readonly criteria: SignalDetail['choices']['weighingCriteria']
  readonly answers: Answers
  readonly onChange: (answers: Answers) => void
}

/** The criteria of the weighing: each is answered yes, no or unknown. No sum decides. */
export function Criteria({ criteria, answers, onChange }: CriteriaProps) {
  const { t, label } = useText()
  const { id, fault } = useField('answers', true)
  return (
    <div className="criteria" role="group" aria-labelledby={`${id}-label`} aria-describedby={`${id}-about`}>
      <p id={`${id}-label`} className="criteria__title">
        {t('weighing.criteria')}
      </p>
      <p id={`${id}-about`} className="utrecht-form-field-description">
        {t('weighing.criteria-about')}
      </p>
      <FieldFault id={id} fault={fault} />
      {criteria.map((criterion, at) => (
        <fieldset key={criterion.id} className="criterion">
          <legend className="criterion__question">{label(criterion.label)}</legend>
          <div className="criterion__answers">
            {ANSWERS.map((answer) => (
              <label key={answer} className="pill">
                <input
                  id={at === 0 && answer === 'yes' ? id : undefined}
                  type="radio"
                  name={`${id}-${criterion.id}`}
                  checked={answers[criterion.id] === answer}
                  onChange={() => onChange({ ...answers, [criterion.id]: answer })}
                />
                <span>{t(`answer.${answer}`)}</span>
              </label>
            ))}
          </div>
        </fieldset>
      ))}
    </div>
  )
}

export function unanswered(criteria: CriteriaProps['criteria'], answers: Answers): number {
  return criteria.filter(({ id }) => !(id in answers)).length
}
