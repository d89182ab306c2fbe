import type { SignalDetail } from '#contract/signal.ts'
import type { StepRequest } from '#contract/step.ts'
import { ChoiceField, TextField } from '../../shared/components/fields.tsx'
import { useText, type Text } from '../../shared/text.ts'

type Choices = SignalDetail['choices']
export type GuardAnswers = Extract<StepRequest['step'], { type: 'conclude' }>['guards']

interface GuardFieldsProps {
  readonly choices: Choices
  readonly outcome: string
  readonly answers: GuardAnswers
  readonly onChange: (answers: GuardAnswers) => void
}

/** What must be answered before this outcome: each from a closed list, with what was done where the answer asks for it. */
export function GuardFields({ choices, outcome, answers, onChange }: GuardFieldsProps) {
  const { t, label } = useText()
  const asked = guardsOf(choices, outcome)
  if (asked.length === 0) return null
  return (
    <div className="form__part">
      <p className="form__lead">{t('guards.lead')}</p>
      {asked.map((guard) => {
        const given = answers[guard.id] ?? { answer: '', reference: '' }
        const set = (change: Partial<typeof given>) =>
          onChange({ ...answers, [guard.id]: { ...given, ...change } })
        const chosen = guard.answers.find(({ id }) => id === given.answer)
        return (
          <div key={guard.id} className="guard">
            <ChoiceField
              name={answerField(guard.id)}
              label={label(guard.question)}
              value={given.answer}
              onChange={(answer) => set({ answer })}
              options={guard.answers.map((one) => ({
                value: one.id,
                label: label(one.label),
                because: one.refused && t(`refusal.${one.refused}`),
              }))}
            />
            {chosen?.needsReference === true ? (
              <TextField
                name={referenceField(guard.id)}
                label={t('guards.reference')}
                about={t('guards.reference-about')}
                maxLength={2000}
                value={given.reference}
                onChange={(reference) => set({ reference })}
              />
            ) : null}
          </div>
        )
      })}
    </div>
  )
}

/** What is still missing, by field. */
export function guardFaults(
  choices: Choices,
  outcome: string,
  answers: GuardAnswers,
  { t }: Pick<Text, 't'>,
): readonly (readonly [field: string, fault: string])[] {
  return guardsOf(choices, outcome).flatMap(({ id, answers: possible }) => {
    const given = answers[id]
    const chosen = possible.find((one) => one.id === given?.answer)
    if (!chosen) return [[answerField(id), t('guards.missing')] as const]
    const unproved = chosen.needsReference && given?.reference.trim() === ''
    return unproved ? [[referenceField(id), t('guards.reference-missing')] as const] : []
  })
}

/** The names of the fields for the summary of faults. */
export function guardLabels({ guards }: Choices, { t, label }: Text): Readonly<Record<string, string>> {
  return Object.fromEntries(
    guards.flatMap(({ id, question }) => [
      [answerField(id), label(question)],
      [referenceField(id), `${label(question)} ${t('guards.reference')}`],
    ]),
  )
}

/** A handover ends nothing, but asks for its guards as an outcome does. */
function guardsOf({ outcomes, handovers, guards }: Choices, outcome: string): Choices['guards'] {
  const demanded = [...outcomes, ...handovers].find(({ id }) => id === outcome)?.guards ?? []
  return guards.filter(({ id }) => demanded.includes(id))
}

function answerField(guard: string): string {
  return `guard-${guard}`
}

function referenceField(guard: string): string {
  return `guard-${guard}-reference`
}
