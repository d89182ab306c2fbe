import { ChoiceField } from '../../shared/components/fields.tsx'
import { useDraft } from '../../shared/draft.ts'
import { useText } from '../../shared/text.ts'
import { GroundField, type StepFormFor } from '../signal/ground.tsx'
import { StepForm } from '../signal/step-form.tsx'

/** Concludes an investigation with an outcome; to stop it is proposed apart and needs a second person. */
export function ConcludeForm({ signal, because, onClose }: StepFormFor) {
  const { t, label } = useText()
  const draft = useDraft({ outcome: '', ground: '' })
  const { outcome, ground } = draft.values
  return (
    <StepForm
      signal={signal}
      because={because}
      label={t('step.conclude')}
      submit={t('step.conclude')}
      fields={{ outcome: t('conclude.outcome'), ground: t('ground.label') }}
      step={() => {
        const faults = new Map<string, string>()
        if (outcome === '') faults.set('outcome', t('conclude.outcome-missing'))
        if (ground.trim() === '') faults.set('ground', t('ground.missing'))
        return faults.size > 0 ? faults : { type: 'conclude', outcome, ground }
      }}
      onDone={() => {
        draft.clear()
        onClose()
      }}
      onCancel={onClose}
    >
      <ChoiceField
        name="outcome"
        label={t('conclude.outcome')}
        value={outcome}
        onChange={(value) => draft.set({ outcome: value })}
        options={signal.choices.outcomes
          .filter(({ stops }) => !stops)
          .map((one) => ({ value: one.id, label: label(one.label) }))}
      />
      <GroundField value={ground} onChange={(value) => draft.set({ ground: value })} />
    </StepForm>
  )
}
