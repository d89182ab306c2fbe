import type { SignalDetail, TimelineEntry } from '#contract/signal.ts'
import { useText } from '../../shared/text.ts'
import { inOrder } from './criteria.tsx'

interface GivenProps {
  readonly entry: TimelineEntry
  readonly signal: SignalDetail
}

/** How a colleague answered the criteria and the guards, as it was recorded. */
export function Given({ entry, signal }: GivenProps) {
  const { t, word, label } = useText()
  const { weighingCriteria, guards } = signal.choices
  const answers = codes(entry.data.answers)
  const guarded = codes(entry.data.guards)
  if (Object.keys(answers).length + Object.keys(guarded).length === 0) return null
  return (
    <details className="details" open>
      <summary>{t('second-session.given')}</summary>
      <dl className="given">
        {inOrder(weighingCriteria)
          .filter(({ id }) => id in answers)
          .map((one) => (
            <div key={one.id}>
              <dt>{label(one.label)}</dt>
              <dd>{word('answer', answers[one.id] ?? '')}</dd>
            </div>
          ))}
        {guards
          .filter(({ id }) => id in guarded)
          .map((guard) => {
            const answer = guard.answers.find(({ id }) => id === guarded[guard.id])
            return (
              <div key={guard.id}>
                <dt>{label(guard.question)}</dt>
                <dd>
                  {answer ? label(answer.label) : guarded[guard.id]}
                  <span className="quiet"> {entry.content?.[`guard-${guard.id}`]}</span>
                </dd>
              </div>
            )
          })}
      </dl>
    </details>
  )
}

function codes(value: unknown): Readonly<Record<string, string>> {
  return (value ?? {}) as Record<string, string>
}
