import { ChoiceField, SelectField } from '../../shared/components/fields.tsx'
import type { Faults } from '../../shared/components/form.tsx'
import { useSession } from '../../shared/context.tsx'
import { useDraft } from '../../shared/draft.ts'
import type { Step } from '../../shared/queries.ts'
import { useText, type Text } from '../../shared/text.ts'
import { QualificationField, qualificationFault } from '../enrichment/qualification.tsx'
import { GroundField, type StepFormFor } from '../signal/ground.tsx'
import { StepForm } from '../signal/step-form.tsx'
import { useColleagues } from './colleagues.ts'

const COMPLAINTS = ['made', 'considering', 'declined'] as const

/** The act whose guideline says who may hold an informative interview. */
const INTERVIEW = 'informative-interview'

/** Said of the second person when there was none. */
const NOBODY = 'nobody'

interface Talk {
  readonly held: 'yes' | 'no' | ''
  readonly second: string
  readonly recorded: 'yes' | 'no' | ''
  readonly complaint: (typeof COMPLAINTS)[number] | ''
  readonly unqualifiedBecause: string
  readonly ground: string
}

const NO_TALK: Talk = {
  held: '',
  second: '',
  recorded: '',
  complaint: '',
  unqualifiedBecause: '',
  ground: '',
}

/** Records an informative interview: whether it was held and by whom, and what the possible victim chose about a complaint. */
export function RecordInterviewForm({ signal, because, onClose }: StepFormFor) {
  const text = useText()
  const { t } = text
  const draft = useDraft(NO_TALK)
  const talk = draft.values
  const asked = signal.choices.acts.find(({ id }) => id === INTERVIEW)?.guideline.qualification ?? null
  const held = talk.held === 'yes'
  const fault = held ? qualificationFault(asked, talk.unqualifiedBecause) : null
  return (
    <StepForm
      signal={signal}
      because={fault === 'blocks' ? 'qualification-missing' : because}
      label={t('step.record-interview')}
      submit={t('step.record-interview')}
      fields={{
        held: t('interview.held'),
        second: t('interview.second'),
        recorded: t('interview.recorded'),
        complaint: t('interview.complaint'),
        unqualifiedBecause: t('qualification.why'),
        ground: t('ground.label'),
      }}
      step={() => talkStep(talk, fault !== null, text)}
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
        value={talk.held}
        onChange={(value) => draft.set({ held: value })}
        options={(['yes', 'no'] as const).map((value) => ({ value, label: t(`answer.${value}`) }))}
      />
      {held ? (
        <>
          <QualificationField
            asked={asked}
            value={talk.unqualifiedBecause}
            onChange={(unqualifiedBecause) => draft.set({ unqualifiedBecause })}
          />
          <HeldFields talk={talk} onChange={draft.set} />
        </>
      ) : null}
      <GroundField
        value={talk.ground}
        about={t(talk.held === 'no' ? 'interview.why-not' : 'interview.ground-about')}
        onChange={(ground) => draft.set({ ground })}
      />
    </StepForm>
  )
}

/** Of a conversation that was held: the second person, whether it was recorded, and the choice about a complaint. */
function HeldFields({ talk, onChange }: { talk: Talk; onChange: (change: Partial<Talk>) => void }) {
  const { t } = useText()
  const { member } = useSession()
  const colleagues = useColleagues()
  const others = (colleagues.data?.colleagues ?? []).filter(({ id }) => id !== member.id)
  return (
    <>
      <SelectField
        name="second"
        label={t('interview.second')}
        about={t('interview.second-about')}
        value={talk.second}
        onChange={(second) => onChange({ second })}
        options={[
          ...others.map((one) => ({ value: one.id, label: one.name })),
          { value: NOBODY, label: t('interview.alone') },
        ]}
      />
      <ChoiceField
        row
        name="recorded"
        label={t('interview.recorded')}
        value={talk.recorded}
        onChange={(recorded) => onChange({ recorded })}
        options={(['yes', 'no'] as const).map((value) => ({ value, label: t(`answer.${value}`) }))}
      />
      <ChoiceField
        name="complaint"
        label={t('interview.complaint')}
        value={talk.complaint}
        onChange={(complaint) => onChange({ complaint })}
        options={COMPLAINTS.map((value) => ({ value, label: t(`complaint.${value}`) }))}
      />
    </>
  )
}

function talkStep(talk: Talk, reasonMissing: boolean, { t }: Text): Step | Faults {
  const { held, second, recorded, complaint, unqualifiedBecause, ground } = talk
  const isHeld = held === 'yes'
  const faults = new Map<string, string>()
  if (held === '') faults.set('held', t('interview.held-missing'))
  if (isHeld && second === '') faults.set('second', t('interview.second-missing'))
  if (isHeld && recorded === '') faults.set('recorded', t('interview.held-missing'))
  if (isHeld && complaint === '') faults.set('complaint', t('interview.complaint-missing'))
  if (isHeld && reasonMissing) faults.set('unqualifiedBecause', t('qualification.why-missing'))
  if (ground.trim() === '') faults.set('ground', t('ground.missing'))
  if (faults.size > 0) return faults
  return {
    type: 'record-interview',
    held: isHeld,
    // Without a conversation there was no choice to make yet.
    complaint: isHeld && complaint !== '' ? complaint : 'considering',
    second: isHeld && second !== NOBODY ? second : null,
    recorded: isHeld && recorded === 'yes',
    unqualifiedBecause: isHeld ? unqualifiedBecause : '',
    ground,
  }
}
