import type { SignalDetail } from '#contract/signal.ts'
import { Due } from '../../shared/components/due.tsx'
import { CheckField } from '../../shared/components/fields.tsx'
import { useDraft } from '../../shared/draft.ts'
import { useText } from '../../shared/text.ts'
import { GroundField, type StepFormFor } from './ground.tsx'
import { StepForm } from './step-form.tsx'

export type Urgencies = SignalDetail['urgency']

interface UrgencyFieldProps {
  readonly signal: SignalDetail
  readonly about: string
  readonly value: Urgencies
  readonly onChange: (value: Urgencies) => void
}

/** What asks for haste: shortens the terms by the way of working. */
export function UrgencyField({ signal, about, value, onChange }: UrgencyFieldProps) {
  const { t, label } = useText()
  const { urgencies } = signal.choices
  if (urgencies.length === 0) return null
  return (
    <CheckField
      stacked
      name="urgency"
      label={t('urgency.label')}
      about={about}
      optional
      values={value}
      onChange={(values) => onChange([...values])}
      options={urgencies.map((one) => ({ value: one.id, label: label(one.label) }))}
    />
  )
}

/** How urgent it is, at any time. A term only ever comes forward by it. */
export function SetUrgencyForm({ signal, because, onClose }: StepFormFor) {
  const { t } = useText()
  const draft = useDraft<{ urgency: Urgencies; ground: string }>({ urgency: signal.urgency, ground: '' })
  const { urgency, ground } = draft.values
  const same =
    urgency.length === signal.urgency.length && urgency.every((one) => signal.urgency.includes(one))
  return (
    <StepForm
      signal={signal}
      because={because}
      label={t('step.set-urgency')}
      submit={t('step.set-urgency')}
      fields={{ urgency: t('urgency.label'), ground: t('ground.label') }}
      step={() => {
        const faults = new Map<string, string>()
        if (same) faults.set('urgency', t('urgency.same'))
        if (ground.trim() === '') faults.set('ground', t('ground.missing'))
        return faults.size > 0 ? faults : { type: 'set-urgency', urgency: [...urgency], ground }
      }}
      onDone={() => {
        draft.clear()
        onClose()
      }}
      onCancel={onClose}
    >
      <UrgencyField
        signal={signal}
        about={t('urgency.about')}
        value={urgency}
        onChange={(value) => draft.set({ urgency: value })}
      />
      {signal.duty === null ? null : (
        <p className="form__lead">
          {t('urgency.now', { duty: t(`duty.${signal.duty.kind}`) })} <Due at={signal.duty.dueAt} />
        </p>
      )}
      <GroundField value={ground} onChange={(value) => draft.set({ ground: value })} />
    </StepForm>
  )
}
