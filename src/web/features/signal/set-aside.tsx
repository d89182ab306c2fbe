import { ChoiceField } from '../../shared/components/fields.tsx'
import { useDraft } from '../../shared/draft.ts'
import { useText } from '../../shared/text.ts'
import { GroundField, type StepFormFor } from './ground.tsx'
import { StepForm } from './step-form.tsx'
import { UncheckedNote } from './unchecked-note.tsx'

/** Proposing to set a proposal aside: a criterion from the list of the way of working, and why. A second person decides. */
export function SetAsideForm({ signal, because, onClose, onAnswered }: StepFormFor) {
  const { t, label } = useText()
  const draft = useDraft({ criterion: '', ground: '' })
  const { criterion, ground } = draft.values
  const faults = () => {
    const found = new Map<string, string>()
    if (criterion === '') found.set('criterion', t('set-aside.criterion-missing'))
    if (ground.trim() === '') found.set('ground', t('ground.missing'))
    return found
  }
  return (
    <StepForm
      signal={signal}
      because={because}
      label={t('step.propose-set-aside')}
      submit={t('step.propose-set-aside')}
      fields={{ criterion: t('set-aside.criterion'), ground: t('ground.label') }}
      step={() => {
        const found = faults()
        return found.size > 0 ? found : { type: 'propose-set-aside', criterion, ground }
      }}
      onDone={() => {
        draft.clear()
        onClose()
        onAnswered?.()
      }}
      onCancel={onClose}
    >
      <p className="form__lead">{t('step-about.propose-set-aside')}</p>
      <div className="form__columns">
        <div>
          <ChoiceField
            name="criterion"
            label={t('set-aside.criterion')}
            value={criterion}
            onChange={(value) => draft.set({ criterion: value })}
            options={signal.choices.setAsideCriteria.map((one) => ({
              value: one.id,
              label: label(one.label),
            }))}
          />
          <UncheckedNote choices={signal.choices.setAsideCriteria} />
        </div>
        <GroundField value={ground} onChange={(value) => draft.set({ ground: value })} />
      </div>
    </StepForm>
  )
}
