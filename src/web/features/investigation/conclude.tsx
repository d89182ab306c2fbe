import { ChoiceField } from '../../shared/components/fields.tsx'
import { useDraft } from '../../shared/draft.ts'
import { useText } from '../../shared/text.ts'
import { GroundField, type StepFormFor } from '../signal/ground.tsx'
import { StepForm } from '../signal/step-form.tsx'
import { Demands } from '../weighing/demands.tsx'
import { GuardFields, guardFaults, guardLabels, type GuardAnswers } from '../weighing/guards.tsx'
import { obstacleToEnd } from '../weighing/obstacles.ts'

/** Concludes an investigation with an outcome; to stop it is proposed apart and needs a second person. */
export function ConcludeForm({ signal, because, onClose }: StepFormFor) {
  const text = useText()
  const { t, label } = text
  const draft = useDraft<{ outcome: string; guards: GuardAnswers; ground: string }>({
    outcome: '',
    guards: {},
    ground: '',
  })
  const { outcome, guards, ground } = draft.values
  const { choices } = signal
  return (
    <StepForm
      signal={signal}
      because={because}
      label={t('step.conclude')}
      submit={t('step.conclude')}
      fields={{ ...guardLabels(choices, text), outcome: t('conclude.outcome'), ground: t('ground.label') }}
      step={() => {
        const faults = new Map<string, string>()
        if (outcome === '') faults.set('outcome', t('conclude.outcome-missing'))
        for (const [field, fault] of guardFaults(choices, outcome, guards, text)) faults.set(field, fault)
        if (ground.trim() === '') faults.set('ground', t('ground.missing'))
        return faults.size > 0 ? faults : { type: 'conclude', outcome, guards, ground }
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
        options={choices.outcomes
          .filter(({ stops }) => !stops)
          .map((one) => ({
            value: one.id,
            label: label(one.label),
            because: obstacleToEnd(signal, one, text),
          }))}
      />
      <Demands rule={choices.outcomes.find(({ id }) => id === outcome)} signal={signal} />
      <GuardFields
        choices={choices}
        outcome={outcome}
        answers={guards}
        onChange={(answers) => draft.set({ guards: answers })}
      />
      <GroundField value={ground} onChange={(value) => draft.set({ ground: value })} />
    </StepForm>
  )
}
