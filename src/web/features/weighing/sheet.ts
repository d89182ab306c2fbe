import type { SignalDetail } from '#contract/signal.ts'
import type { Faults } from '../../shared/components/form.tsx'
import type { Step, StepType } from '../../shared/queries.ts'
import type { Text } from '../../shared/text.ts'
import {
  NO_START,
  startFaults,
  startLabels,
  startStep,
  type StartSheet,
} from '../investigation/start-sheet.ts'
import { guardFaults, guardLabels, type GuardAnswers } from './guards.tsx'
import { unanswered, type Answers } from './questions.tsx'

export const DECISIONS = ['interview', 'enrich-further', 'investigation', 'stop'] as const
export type DecisionId = (typeof DECISIONS)[number]

export const STEP_OF = {
  interview: 'weigh',
  'enrich-further': 'weigh',
  investigation: 'start-investigation',
  stop: 'propose-stop',
} as const satisfies Record<DecisionId, StepType>

/** The one outcome that keeps the signal open, with a review date. */
export const SHELVE = 'shelve'

/** Everything that can be filled in on the sheet; which of it counts follows from the decision. */
export interface Sheet {
  readonly answers: Answers
  readonly decision: DecisionId | ''
  readonly outcome: string
  readonly reviewOn: string
  readonly guards: GuardAnswers
  readonly start: StartSheet
  readonly ground: string
}

export const EMPTY: Sheet = {
  answers: {},
  decision: '',
  outcome: '',
  reviewOn: '',
  guards: {},
  start: NO_START,
  ground: '',
}

/** The names of the fields for the summary of faults. */
export function sheetFields({ choices }: SignalDetail, text: Text): Readonly<Record<string, string>> {
  const { t } = text
  return {
    protection: t('weighing.protection'),
    answers: t('weighing.criteria'),
    decision: t('weighing.decision'),
    outcome: t('stop.outcome'),
    reviewOn: t('stop.review-on'),
    ...guardLabels(choices, text),
    ...startLabels(text),
    ground: t('ground.label'),
  }
}

/** The step as filled in, or what is still missing. */
export function sheetStep(sheet: Sheet, signal: SignalDetail, text: Text): Step | Faults {
  const { t } = text
  const { answers, decision, ground } = sheet
  const { weighingCriteria } = signal.choices
  const faults = new Map<string, string>()
  const isProtection = ({ kind }: { readonly kind: string }) => kind === 'protection'
  const count = (field: string, questions: typeof weighingCriteria) => {
    const missing = unanswered(questions, answers)
    if (missing > 0) faults.set(field, t('weighing.unanswered', { count: missing }))
  }
  count('protection', weighingCriteria.filter(isProtection))
  count(
    'answers',
    weighingCriteria.filter((one) => !isProtection(one)),
  )
  if (decision === '') faults.set('decision', t('weighing.decision-missing'))
  if (decision === 'stop')
    for (const [field, fault] of stopFaults(sheet, signal, text)) faults.set(field, fault)
  if (decision === 'investigation')
    for (const [field, fault] of startFaults(sheet.start, signal, text)) faults.set(field, fault)
  if (ground.trim() === '') faults.set('ground', t('ground.missing'))
  if (decision === '' || faults.size > 0) return faults
  switch (decision) {
    case 'interview':
    case 'enrich-further':
      return { type: 'weigh', decision, answers, ground }
    case 'investigation':
      return startStep(sheet.start, signal, answers, ground)
    case 'stop':
      return stopStep(sheet)
  }
}

/** What a decision not to follow up (any further) still asks for. */
export function stopFaults(
  { answers, outcome, reviewOn, guards }: Pick<Sheet, 'answers' | 'outcome' | 'reviewOn' | 'guards'>,
  { choices }: SignalDetail,
  text: Text,
): readonly (readonly [field: string, fault: string])[] {
  const { t } = text
  const unless = choices.outcomes.find(({ id }) => id === outcome)?.unless ?? []
  const contradicts = unless.some((id) => answers[id] === 'yes')
  return [
    ...(outcome === '' ? [['outcome', t('stop.outcome-missing')] as const] : []),
    ...(contradicts ? [['outcome', t('refusal.outcome-contradicts')] as const] : []),
    ...(outcome === SHELVE && reviewOn === '' ? [['reviewOn', t('stop.review-on-missing')] as const] : []),
    ...guardFaults(choices, outcome, guards, text),
  ]
}

export function stopStep({ outcome, reviewOn, answers, guards, ground }: Sheet): Step {
  return {
    type: 'propose-stop',
    outcome,
    reviewOn: outcome === SHELVE ? reviewOn : null,
    answers,
    guards,
    ground,
  }
}
