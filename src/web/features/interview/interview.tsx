import { ChoiceField } from '../../shared/components/fields.tsx'
import { useDraft } from '../../shared/draft.ts'
import { useText } from '../../shared/text.ts'
import { GroundField, type StepFormFor } from '../signal/ground.tsx'
import { StepForm } from '../signal/step-form.tsx'

const COMPLAINTS = ['made', 'considering', 'declined'] as const

interface Talk {
  readonly held: 'yes' | 'no' | ''
  readonly complaint: (typeof COMPLAINTS)[number] | ''
  readonly ground: string
}

/** Records an informative interview: whether it was held, and what the possible victim chose about a complaint. */
export function RecordInterviewForm({ signal, because, onClose }: StepFormFor) {
  const { t } = useText()
  const draft = useDraft<Talk>({ held: '', complaint: '', ground: '' })
  const { held, complaint, ground } = draft.values
  return (
    <StepForm
      signal={signal}
      because={because}
      label={t('step.record-interview')}
      submit={t('step.record-interview')}
      fields={{ held: t('interview.held'), complaint: t('interview.complaint'), ground: t('ground.label') }}
      step={() => {
        const faults = new Map<string, string>()
        if (held === '') faults.set('held', t('interview.held-missing'))
        if (held === 'yes' && complaint === '') faults.set('complaint', t('interview.complaint-missing'))
        if (ground.trim() === '') faults.set('ground', t('ground.missing'))
        if (faults.size > 0) return faults
        // Without a conversation there was no choice to make yet.
        const chosen = held === 'yes' && complaint !== '' ? complaint : 'considering'
        return { type: 'record-interview', held: held === 'yes', complaint: chosen, ground }
      }}
      onDone={() => {
        draft.clear()
        onClose()
      }}
      onCancel={onClose}
    >
      <p className="form__lead">{t('step-about.record-interview')}</p>
      <ChoiceField
        row
        name="held"
        label={t('interview.held')}
        value={held}
        onChange={(value) => draft.set({ held: value })}
        options={(['yes', 'no'] as const).map((value) => ({ value, label: t(`answer.${value}`) }))}
      />
      {held === 'yes' ? (
        <ChoiceField
          name="complaint"
          label={t('interview.complaint')}
          value={complaint}
          onChange={(value) => draft.set({ complaint: value })}
          options={COMPLAINTS.map((value) => ({ value, label: t(`complaint.${value}`) }))}
        />
      ) : null}
      <GroundField
        value={ground}
        about={t(held === 'no' ? 'interview.why-not' : 'interview.ground-about')}
        onChange={(value) => draft.set({ ground: value })}
      />
    </StepForm>
  )
}
