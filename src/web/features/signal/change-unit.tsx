import { SelectField } from '../../shared/components/fields.tsx'
import { useDraft } from '../../shared/draft.ts'
import { useText } from '../../shared/text.ts'
import { GroundField, type StepFormFor } from './ground.tsx'
import { StepForm } from './step-form.tsx'

/** Another unit of the own organisation becomes the owner; the duty goes along, with its due moment. */
export function ChangeUnitForm({ signal, because, onClose }: StepFormFor) {
  const { t, label } = useText()
  const draft = useDraft({ unit: '', ground: '' })
  const { unit, ground } = draft.values
  const others = signal.choices.units.filter(({ id }) => id !== signal.unit)
  return (
    <StepForm
      signal={signal}
      because={because}
      label={t('step.change-unit')}
      submit={t('step.change-unit')}
      fields={{ unit: t('change-unit.unit'), ground: t('ground.label') }}
      step={() => {
        const faults = new Map<string, string>()
        if (unit === '') faults.set('unit', t('change-unit.missing'))
        if (ground.trim() === '') faults.set('ground', t('ground.missing'))
        return faults.size > 0 ? faults : { type: 'change-unit', unit, ground }
      }}
      onDone={() => {
        draft.clear()
        onClose()
      }}
      onCancel={onClose}
    >
      <SelectField
        name="unit"
        label={t('change-unit.unit')}
        value={unit}
        onChange={(value) => draft.set({ unit: value })}
        options={others.map((one) => ({ value: one.id, label: label(one.label) }))}
      />
      <GroundField value={ground} onChange={(value) => draft.set({ ground: value })} />
    </StepForm>
  )
}
