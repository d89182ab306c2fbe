import { Fragment, type ReactNode } from 'react'
import { FieldFault, useField } from '../../shared/components/form.tsx'
import { useText } from '../../shared/text.ts'

const ANSWERS = ['yes', 'no', 'unknown'] as const

export type Answers = Readonly<Record<string, (typeof ANSWERS)[number]>>

interface Question {
  readonly id: string
  readonly label: { readonly nl: string; readonly en: string }
}

interface QuestionsProps<Q extends Question> {
  readonly name: string
  readonly title: string
  readonly about?: string
  readonly questions: readonly Q[]
  readonly answers: Answers
  readonly onChange: (answers: Answers) => void
  /** What stands under a question: where an answer leads, what was answered before. */
  readonly aside?: (question: Q) => ReactNode
  /** A word over the first question of its kind. */
  readonly kind?: (question: Q) => string
}

/** Questions that are each answered yes, no or unknown, all in one go. Nothing is added up. */
export function Questions<Q extends Question>(props: QuestionsProps<Q>) {
  const { name, title, about, questions, answers, onChange } = props
  const { t, label } = useText()
  const { id, fault } = useField(name, about !== undefined)
  return (
    <div
      className="criteria"
      role="group"
      aria-labelledby={`${id}-label`}
      aria-describedby={about === undefined ? undefined : `${id}-about`}
    >
      <p id={`${id}-label`} className="criteria__title">
        {title}
      </p>
      {about === undefined ? null : (
        <p id={`${id}-about`} className="utrecht-form-field-description">
          {about}
        </p>
      )}
      <FieldFault id={id} fault={fault} />
      {questions.map((question, at) => {
        const before = questions[at - 1]
        const kind = props.kind?.(question)
        const begins = kind !== undefined && (before === undefined || props.kind?.(before) !== kind)
        return (
          <Fragment key={question.id}>
            {begins ? <p className="criteria__kind">{kind}</p> : null}
            <fieldset className="criterion">
              <legend className="criterion__question">{label(question.label)}</legend>
              <div className="criterion__answers">
                {ANSWERS.map((answer) => (
                  <label key={answer} className="pill">
                    <input
                      id={at === 0 && answer === 'yes' ? id : undefined}
                      type="radio"
                      name={`${id}-${question.id}`}
                      checked={answers[question.id] === answer}
                      onChange={() => onChange({ ...answers, [question.id]: answer })}
                    />
                    <span>{t(`answer.${answer}`)}</span>
                  </label>
                ))}
              </div>
              {props.aside?.(question)}
            </fieldset>
          </Fragment>
        )
      })}
    </div>
  )
}

export function unanswered(questions: readonly Question[], answers: Answers): number {
  return questions.filter(({ id }) => !(id in answers)).length
}
