import { dayOf, plusDays } from '#core/time.ts'
import { ChoiceField, TextField } from '../../shared/components/fields.tsx'
import { useNow } from '../../shared/context.tsx'
import { useDraft } from '../../shared/draft.ts'
import { useText } from '../../shared/text.ts'
import { GroundField, type StepFormFor } from './ground.tsx'
import { StepForm } from './step-form.tsx'
import { UncheckedNote } from './unchecked-note.tsx'

/** Lets a signal wait for a reason that everybody sees, until a day on which somebody looks again. */
export function HoldForm({ signal, because, onClose }: StepFormFor) {
  const { t, label } = useText()
  const today = dayOf(useNow().toISOString())
  const draft = useDraft({ reason: '', reviewOn: '', ground: '' })
  const { reason, reviewOn, ground } = draft.values
  const { holdReasons, holdDaysMax } = signal.choices
  return (
    <StepForm
      signal={signal}
      because={because}
      label={t('step.hold')}
      submit={t('step.hold')}
      fields={{ reason: t('hold.reason'), reviewOn: t('hold.review-on'), ground: t('ground.label') }}
      step={() => {
        const faults = new Map<string, string>()
        if (reason === '') faults.set('reason', t('hold.reason-missing'))
        if (reviewOn === '') faults.set('reviewOn', t('stop.review-on-missing'))
        if (ground.trim() === '') faults.set('ground', t('ground.missing'))
        return faults.size > 0 ? faults : { type: 'hold', reason, reviewOn, ground }
      }}
      onDone={() => {
        draft.clear()
        onClose()
      }}
      onCancel={onClose}
    >
      <p className="form__lead">{t('step-about.hold')}</p>
      <ChoiceField
        name="reason"
        label={t('hold.reason')}
        value={reason}
        onChange={(value) => draft.set({ reason: value })}
        options={holdReasons.map((one) => ({
          value: one.id,
          label: label(one.label),
          ...(one.countedApart ? { hint: t('hold.counted-apart') } : {}),
        }))}
      />
      <UncheckedNote choices={holdReasons} />
      <TextField
        name="reviewOn"
        type="date"
        wide={false}
        label={t('hold.review-on')}
        about={t('hold.review-on-about', { days: holdDaysMax })}
        min={plusDays(today, 1)}
        max={plusDays(today, holdDaysMax)}
        value={reviewOn}
        onChange={(value) => draft.set({ reviewOn: value })}
      />
      <GroundField value={ground} onChange={(value) => draft.set({ ground: value })} />
    </StepForm>
  )
}
