import { useState } from 'react'
import type { EmergencyReview, EmergencyUse } from '#contract/glass.ts'
import type { Failure } from '../../shared/api/failure.ts'
import { Button } from '../../shared/components/button.tsx'
import { ChoiceField, TextField } from '../../shared/components/fields.tsx'
import { Form, NO_FAULTS } from '../../shared/components/form.tsx'
import { useDraft } from '../../shared/draft.ts'
import { useText } from '../../shared/text.ts'
import { useAnswer, useReview } from './emergency-queries.ts'

/** As many characters as the server asks for. */
const GROUND_MIN = 10

/** Who leads has seen the alarm: let it stand open, or end it now. */
export function AnswerForm({ use: { id } }: { use: EmergencyUse }) {
  const { t } = useText()
  const answer = useAnswer(id)
  return (
    <JudgementForm
      label={t('glass-use.answer')}
      question={t('glass-use.answer-question')}
      options={[
        { value: 'runs', label: t('glass-use.let-run') },
        { value: 'ends', label: t('glass-use.end-now') },
      ]}
      failure={answer.error}
      busy={answer.isPending}
      onSubmit={(choice, ground, saved) =>
        answer.mutate({ ends: choice === 'ends', ground }, { onSuccess: saved })
      }
    />
  )
}

/** Whether it was justified, by somebody else than who used it. */
export function ReviewForm({ use: { id } }: { use: EmergencyUse }) {
  const { t } = useText()
  const review = useReview(id)
  return (
    <JudgementForm<EmergencyReview['verdict']>
      label={t('glass-use.review-submit')}
      question={t('glass-use.review-question')}
      options={[
        { value: 'justified', label: t('glass-verdict.justified') },
        { value: 'not-justified', label: t('glass-verdict.not-justified') },
      ]}
      failure={review.error}
      busy={review.isPending}
      onSubmit={(verdict, ground, saved) => review.mutate({ verdict, ground }, { onSuccess: saved })}
    />
  )
}

interface JudgementProps<T extends string> {
  readonly label: string
  readonly question: string
  readonly options: readonly { readonly value: T; readonly label: string }[]
  readonly failure: Failure | null
  readonly busy: boolean
  /** `saved` is for after the server confirmed: what was typed may be forgotten then. */
  readonly onSubmit: (choice: T, ground: string, saved: () => void) => void
}

function JudgementForm<T extends string>(props: JudgementProps<T>) {
  const { label, question, options, failure, busy, onSubmit } = props
  const { t } = useText()
  const draft = useDraft<{ choice: T | ''; ground: string }>({ choice: '', ground: '' })
  const [faults, setFaults] = useState(NO_FAULTS)
  const { choice, ground } = draft.values
  const submit = () => {
    const found = new Map<string, string>()
    if (choice === '') found.set('choice', t('glass.choice-missing'))
    if (ground.trim().length < GROUND_MIN) found.set('ground', t('glass.words-missing'))
    setFaults(found)
    if (choice !== '' && found.size === 0) onSubmit(choice, ground, draft.clear)
  }
  return (
    <Form
      label={label}
      fields={{ choice: question, ground: t('ground.label') }}
      faults={faults}
      failure={failure}
      onSubmit={() => (busy ? undefined : submit())}
    >
      <ChoiceField
        name="choice"
        label={question}
        value={choice}
        onChange={(value) => draft.set({ choice: value } as Partial<{ choice: T | ''; ground: string }>)}
        options={options}
      />
      <TextField
        name="ground"
        rows={3}
        maxLength={2000}
        label={t('ground.label')}
        value={ground}
        onChange={(value) => draft.set({ ground: value } as Partial<{ choice: T | ''; ground: string }>)}
      />
      <div className="actions">
        <Button type="submit" look="primary" busy={busy}>
          {label}
        </Button>
      </div>
    </Form>
  )
}
