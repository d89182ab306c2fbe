import type { SignalDetail } from '#contract/signal.ts'
import { ChoiceField } from '../../shared/components/fields.tsx'
import type { Faults } from '../../shared/components/form.tsx'
import { useDraft } from '../../shared/draft.ts'
import type { Step, StepType } from '../../shared/queries.ts'
import { useText, type Text } from '../../shared/text.ts'
import { StartInvestigationFields } from '../investigation/start.tsx'
import { GroundField, type StepFormFor } from '../signal/ground.tsx'
import { StepForm } from '../signal/step-form.tsx'
import { UncheckedNote } from '../signal/unchecked-note.tsx'
import { Criteria, unanswered, type Answers } from './criteria.tsx'
import { guardFaults, guardLabels, type GuardAnswers } from './guards.tsx'
import { StopFields } from './stop.tsx'

const DECISIONS = ['interview', 'enrich-further', 'investigation', 'stop'] as const

/** Everything that can be filled in on the sheet; which of it counts follows from the decision. */
export interface Sheet {
  readonly answers: Answers
  readonly decision: (typeof DECISIONS)[number] | ''
  readonly outcome: string
  readonly reviewOn: string
  readonly guards: GuardAnswers
  readonly basis: 'complaint' | 'ex-officio' | ''
  readonly prosecutor: string
  readonly ground: string
}

const EMPTY: Sheet = {
  answers: {},
  decision: '',
  outcome: '',
  reviewOn: '',
  guards: {},
  basis: '',
  prosecutor: '',
  ground: '',
}

const STEP_OF = {
  interview: 'weigh',
  'enrich-further': 'weigh',
  investigation: 'start-investigation',
  stop: 'propose-stop',
} as const satisfies Record<(typeof DECISIONS)[number], StepType>

/** The one outcome that keeps the signal open, with a review date. */
const SHELVE = 'shelve'

/** The weighing sheet: every criterion answered, then the decision with its ground. */
export function WeighingSheet({ signal, because, onClose }: StepFormFor) {
  const text = useText()
  const { t } = text
  const draft = useDraft(EMPTY)
  const sheet = draft.values
  return (
    <StepForm
      signal={signal}
      because={because}
      label={t('step.weighing-sheet')}
      submit={t(sheet.decision === '' ? 'step.weigh' : `weighing.submit-${sheet.decision}`)}
      fields={fieldsOf(signal, text)}
      step={() => stepOf(sheet, signal, text)}
      onDone={() => {
        draft.clear()
        onClose()
      }}
      onCancel={onClose}
    >
      <Criteria
        criteria={signal.choices.weighingCriteria}
        answers={sheet.answers}
        onChange={(answers) => draft.set({ answers })}
      />
      <UncheckedNote choices={signal.choices.weighingCriteria} />
      <ChoiceField
        name="decision"
        label={t('weighing.decision')}
        value={sheet.decision}
        onChange={(decision) => draft.set({ decision })}
        options={DECISIONS.map((value) => ({
          value,
          label: t(`weighing.decide-${value}`),
          because: whyNot(signal, value, text),
        }))}
      />
      {sheet.decision === 'stop' ? <StopFields signal={signal} sheet={sheet} onChange={draft.set} /> : null}
      {sheet.decision === 'investigation' ? (
        <StartInvestigationFields signal={signal} sheet={sheet} onChange={draft.set} />
      ) : null}
      <GroundField value={sheet.ground} onChange={(ground) => draft.set({ ground })} />
    </StepForm>
  )
}

/** Proposing to stop an investigation that runs: without the criteria, which belong to the weighing. */
export function StopForm({ signal, because, onClose }: StepFormFor) {
  const text = useText()
  const { t } = text
  const draft = useDraft<Sheet>({ ...EMPTY, decision: 'stop' })
  return (
    <StepForm
      signal={signal}
      because={because}
      label={t('step.propose-stop')}
      submit={t('step.propose-stop')}
      fields={fieldsOf(signal, text)}
      step={() =>
        stepOf(draft.values, { ...signal, choices: { ...signal.choices, weighingCriteria: [] } }, text)
      }
      onDone={() => {
        draft.clear()
        onClose()
      }}
      onCancel={onClose}
    >
      <StopFields signal={signal} sheet={draft.values} onChange={draft.set} />
      <GroundField value={draft.values.ground} onChange={(ground) => draft.set({ ground })} />
    </StepForm>
  )
}

function whyNot(signal: SignalDetail, decision: (typeof DECISIONS)[number], { t }: Text): string | null {
  const step = signal.steps.find(({ type }) => type === STEP_OF[decision])
  if (!step) return t('refusal.not-in-this-state')
  return step.because === null ? null : t(`refusal.${step.because}`)
}

function fieldsOf({ choices }: SignalDetail, text: Text): Readonly<Record<string, string>> {
  const { t } = text
  return {
    ...guardLabels(choices, text),
    answers: t('weighing.criteria'),
    decision: t('weighing.decision'),
    outcome: t('stop.outcome'),
    reviewOn: t('stop.review-on'),
    basis: t('investigation.basis'),
    prosecutor: t('investigation.prosecutor'),
    ground: t('ground.label'),
  }
}

function stepOf(sheet: Sheet, { choices }: SignalDetail, { t }: Text): Step | Faults {
  const { answers, decision, outcome, reviewOn, guards, basis, prosecutor, ground } = sheet
  const faults = new Map<string, string>()
  const missing = unanswered(choices.weighingCriteria, answers)
  if (missing > 0) faults.set('answers', t('weighing.unanswered', { count: missing }))
  if (decision === '') faults.set('decision', t('weighing.decision-missing'))
  if (decision === 'stop' && outcome === '') faults.set('outcome', t('stop.outcome-missing'))
  if (decision === 'stop' && outcome === SHELVE && reviewOn === '') {
    faults.set('reviewOn', t('stop.review-on-missing'))
  }
  if (decision === 'stop') {
    for (const [field, fault] of guardFaults(choices, outcome, guards, { t })) faults.set(field, fault)
  }
  if (decision === 'investigation' && basis === '') faults.set('basis', t('investigation.basis-missing'))
  if (decision === 'investigation' && prosecutor.trim() === '') {
    faults.set('prosecutor', t('investigation.prosecutor-missing'))
  }
  if (ground.trim() === '') faults.set('ground', t('ground.missing'))
  if (decision === '' || faults.size > 0) return faults
  switch (decision) {
    case 'interview':
    case 'enrich-further':
      return { type: 'weigh', decision, answers, ground }
    case 'investigation':
      return { type: 'start-investigation', exOfficio: basis === 'ex-officio', prosecutor, answers, ground }
    case 'stop':
      return {
        type: 'propose-stop',
        outcome,
        reviewOn: outcome === SHELVE ? reviewOn : null,
        answers,
        guards,
        ground,
      }
  }
}
