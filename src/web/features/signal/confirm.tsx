import { useDraft } from '../../shared/draft.ts'
import { useText } from '../../shared/text.ts'
import { GroundField, type StepFormFor } from './ground.tsx'
import { StepForm } from './step-form.tsx'
import { UrgencyField, type Urgencies } from './urgency.tsx'

/** Confirms a proposal, and says at once what asks for haste. */
export function ConfirmForm({ signal, because, onClose, onAnswered }: StepFormFor) {
  const { t } = useText()
  const draft = useDraft<{ urgency: Urgencies; ground: string }>({ urgency: [], ground: '' })
  const { urgency, ground } = draft.values
  return (
    <StepForm
      signal={signal}
      because={because}
      label={t('step.confirm')}
      submit={t('step.confirm')}
      fields={{ urgency: t('urgency.label'), ground: t('ground.label') }}
      step={() =>
        ground.trim() === ''
          ? new Map([['ground', t('ground.missing')]])
          : { type: 'confirm', urgency: [...urgency], ground }
      }
      onDone={() => {
        draft.clear()
        onClose()
        onAnswered?.()
      }}
      onCancel={onClose}
    >
      <GroundField
        value={ground}
        about={t('step-about.confirm')}
        onChange={(value) => draft.set({ ground: value })}
      />
      <UrgencyField
        signal={signal}
        about={t('urgency.at-confirm')}
        value={urgency}
        onChange={(value) => draft.set({ urgency: value })}
      />
    </StepForm>
  )
}
