import { ChoiceField } from '../../shared/components/fields.tsx'
import { useDraft } from '../../shared/draft.ts'
import { useText } from '../../shared/text.ts'
import { GroundField, type StepFormFor } from '../signal/ground.tsx'
import { StepForm } from '../signal/step-form.tsx'
import { UncheckedNote } from '../signal/unchecked-note.tsx'
import { Questions, unanswered, type Answers } from './questions.tsx'

interface RouteSheet {
  readonly protection: Answers
  readonly answers: Answers
  readonly lane: string
  readonly ground: string
}

/** Under which law the signal goes further: protection is asked first and apart, then the criteria, then the lane. */
export function RouteForm({ signal, because, onClose }: StepFormFor) {
  const { t, label } = useText()
  const draft = useDraft<RouteSheet>({ protection: {}, answers: {}, lane: '', ground: '' })
  const { protection, answers, lane, ground } = draft.values
  const { routing } = signal.choices
  if (routing === null) return null
  const needsProtection = Object.values(protection).includes('yes')
  return (
    <StepForm
      signal={signal}
      because={because}
      label={t('step.route')}
      submit={t('step.route')}
      fields={{
        protection: t('routing.protection'),
        answers: t('routing.criteria'),
        lane: label(routing.question),
        ground: t('ground.label'),
      }}
      step={() => {
        const faults = new Map<string, string>()
        const first = unanswered(routing.protection, protection)
        const then = unanswered(routing.criteria, answers)
        if (first > 0) faults.set('protection', t('weighing.unanswered', { count: first }))
        if (then > 0) faults.set('answers', t('weighing.unanswered', { count: then }))
        if (lane === '') faults.set('lane', t('routing.lane-missing'))
        if (ground.trim() === '') faults.set('ground', t('ground.missing'))
        return faults.size > 0 ? faults : { type: 'route', lane, answers, protection, ground }
      }}
      onDone={() => {
        draft.clear()
        onClose()
      }}
      onCancel={onClose}
    >
      <p className="form__lead">{t('step-about.route')}</p>
      <div className="form__part">
        <Questions
          name="protection"
          title={t('routing.protection')}
          about={t('routing.protection-about')}
          questions={routing.protection}
          answers={protection}
          onChange={(given) => draft.set({ protection: given })}
        />
        {needsProtection ? <p className="form__lead">{t('routing.protected')}</p> : null}
      </div>
      <Questions
        name="answers"
        title={t('routing.criteria')}
        questions={routing.criteria}
        answers={answers}
        onChange={(given) => draft.set({ answers: given })}
      />
      <ChoiceField
        name="lane"
        label={label(routing.question)}
        about={label(routing.rule)}
        value={lane}
        onChange={(value) => draft.set({ lane: value })}
        options={routing.lanes.map((one) => ({
          value: one.id,
          label: label(one.label),
          hint: t(
            one.administrative
              ? 'routing.administrative'
              : one.investigates
                ? 'routing.investigates'
                : 'routing.no-investigation',
          ),
        }))}
      />
      <UncheckedNote choices={[...routing.lanes, ...routing.criteria, ...routing.protection]} />
      <GroundField value={ground} onChange={(value) => draft.set({ ground: value })} />
    </StepForm>
  )
}
