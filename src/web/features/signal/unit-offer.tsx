import { ChoiceField, SelectField } from '../../shared/components/fields.tsx'
import { useDraft } from '../../shared/draft.ts'
import { useText } from '../../shared/text.ts'
import { GroundField, type StepFormFor } from './ground.tsx'
import { StepForm } from './step-form.tsx'
import { UncheckedNote } from './unchecked-note.tsx'

/** Another unit of the own organisation is asked to take it; the present one stays accountable until it accepts. */
export function OfferUnitForm({ signal, because, onClose }: StepFormFor) {
  const { t, label } = useText()
  const draft = useDraft({ unit: '', ground: '' })
  const { unit, ground } = draft.values
  const others = signal.choices.units.filter(({ id }) => id !== signal.unit)
  return (
    <StepForm
      signal={signal}
      because={because}
      label={t('step.offer-unit')}
      submit={t('step.offer-unit')}
      fields={{ unit: t('offer-unit.unit'), ground: t('ground.label') }}
      step={() => {
        const faults = new Map<string, string>()
        if (unit === '') faults.set('unit', t('offer-unit.missing'))
        if (ground.trim() === '') faults.set('ground', t('ground.missing'))
        return faults.size > 0 ? faults : { type: 'offer-unit', unit, ground }
      }}
      onDone={() => {
        draft.clear()
        onClose()
      }}
      onCancel={onClose}
    >
      <p className="form__lead">{t('step-about.offer-unit')}</p>
      <SelectField
        name="unit"
        label={t('offer-unit.unit')}
        value={unit}
        onChange={(value) => draft.set({ unit: value })}
        options={others.map((one) => ({ value: one.id, label: label(one.label) }))}
      />
      <GroundField value={ground} onChange={(value) => draft.set({ ground: value })} />
    </StepForm>
  )
}

/** The unit that was asked does not take it, on a reason of the closed list; capacity is none of those. */
export function RefuseUnitForm({ signal, because, onClose }: StepFormFor) {
  const { t, label } = useText()
  const draft = useDraft({ reason: '', ground: '' })
  const { reason, ground } = draft.values
  const { handoverRefusals } = signal.choices
  return (
    <StepForm
      signal={signal}
      because={because}
      label={t('step.refuse-unit')}
      submit={t('step.refuse-unit')}
      fields={{ reason: t('refuse-unit.reason'), ground: t('ground.label') }}
      step={() => {
        const faults = new Map<string, string>()
        if (reason === '') faults.set('reason', t('refuse-unit.missing'))
        if (ground.trim() === '') faults.set('ground', t('ground.missing'))
        return faults.size > 0 ? faults : { type: 'refuse-unit', reason, ground }
      }}
      onDone={() => {
        draft.clear()
        onClose()
      }}
      onCancel={onClose}
    >
      <ChoiceField
        name="reason"
        label={t('refuse-unit.reason')}
        about={t('refuse-unit.about')}
        value={reason}
        onChange={(value) => draft.set({ reason: value })}
        options={handoverRefusals.map((one) => ({ value: one.id, label: label(one.label) }))}
      />
      <UncheckedNote choices={handoverRefusals} />
      <GroundField value={ground} onChange={(value) => draft.set({ ground: value })} />
    </StepForm>
  )
}
