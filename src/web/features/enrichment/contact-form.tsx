import { ChoiceField, SelectField } from '../../shared/components/fields.tsx'
import { useDraft } from '../../shared/draft.ts'
import type { Step } from '../../shared/queries.ts'
import { useText } from '../../shared/text.ts'
import { GroundField, type StepFormFor } from '../signal/ground.tsx'
import { StepForm } from '../signal/step-form.tsx'

type RecordContact = Extract<Step, { type: 'record-contact' }>
const WITH = ['possible-victim', 'witness', 'reporter'] as const satisfies readonly RecordContact['with'][]
const RESULTS = ['spoken', 'attempted', 'not-possible'] as const satisfies readonly RecordContact['result'][]

interface Talk {
  readonly with: RecordContact['with'] | ''
  readonly result: RecordContact['result'] | ''
  readonly reason: string
  readonly ground: string
}

/** With whom there was contact, what came of it, or why there is none. */
export function ContactForm({ signal, because, onClose }: StepFormFor) {
  const { t, label } = useText()
  const draft = useDraft<Talk>({ with: 'possible-victim', result: '', reason: '', ground: '' })
  const talk = draft.values
  return (
    <StepForm
      signal={signal}
      because={because}
      label={t('step.record-contact')}
      submit={t('step.record-contact')}
      fields={{
        with: t('contact.with'),
        result: t('contact.result'),
        reason: t('contact.reason'),
        ground: t('ground.label'),
      }}
      step={() => {
        const faults = new Map<string, string>()
        if (talk.with === '') faults.set('with', t('contact.with-missing'))
        if (talk.result === '') faults.set('result', t('contact.result-missing'))
        if (talk.result === 'not-possible' && talk.reason === '')
          faults.set('reason', t('acts.reason-missing'))
        if (talk.ground.trim() === '') faults.set('ground', t('ground.missing'))
        if (talk.with === '' || talk.result === '' || faults.size > 0) return faults
        const reason = talk.result === 'not-possible' ? talk.reason : null
        return { type: 'record-contact', with: talk.with, result: talk.result, reason, ground: talk.ground }
      }}
      onDone={() => {
        draft.clear()
        onClose()
      }}
      onCancel={onClose}
    >
      <p className="form__lead">{t('contact.about')}</p>
      <ChoiceField
        row
        name="with"
        label={t('contact.with')}
        value={talk.with}
        onChange={(value) => draft.set({ with: value })}
        options={WITH.map((value) => ({ value, label: t(`contact-with.${value}`) }))}
      />
      <ChoiceField
        row
        name="result"
        label={t('contact.result')}
        value={talk.result}
        onChange={(value) => draft.set({ result: value })}
        options={RESULTS.map((value) => ({ value, label: t(`contact-result.${value}`) }))}
      />
      {talk.result === 'not-possible' ? (
        <SelectField
          name="reason"
          label={t('contact.reason')}
          value={talk.reason}
          onChange={(reason) => draft.set({ reason })}
          options={signal.choices.notPossibleReasons.map((one) => ({
            value: one.id,
            label: label(one.label),
          }))}
        />
      ) : null}
      <GroundField
        value={talk.ground}
        about={t('contact.ground-about')}
        onChange={(ground) => draft.set({ ground })}
      />
    </StepForm>
  )
}
