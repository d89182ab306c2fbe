import { useState } from 'react'
import type { SecondLookVerdict, SecondLookView } from '#contract/second-look.ts'
import { Button } from '../../shared/components/button.tsx'
import { ChoiceField } from '../../shared/components/fields.tsx'
import { Form, NO_FAULTS } from '../../shared/components/form.tsx'
import { useDraft } from '../../shared/draft.ts'
import { useText } from '../../shared/text.ts'
import { GroundField } from '../signal/ground.tsx'
import { UncheckedNote } from '../signal/unchecked-note.tsx'
import { Questions, unanswered, type Answers } from '../weighing/questions.tsx'
import type { useVerdict } from './queries.ts'

const VERDICTS = ['follow-up', 'no-follow-up'] as const

interface Sheet {
  readonly answers: Answers
  readonly verdict: SecondLookVerdict['verdict'] | ''
  readonly ground: string
}

/** Every criterion answered anew, then what this person would decide, and why. */
export function VerdictForm({
  look,
  verdict: send,
}: {
  look: SecondLookView
  verdict: ReturnType<typeof useVerdict>
}) {
  const { t } = useText()
  const draft = useDraft<Sheet>({ answers: {}, verdict: '', ground: '' })
  const [faults, setFaults] = useState(NO_FAULTS)
  const { answers, verdict, ground } = draft.values
  const submit = () => {
    const missing = unanswered(look.criteria, answers)
    const found = new Map<string, string>()
    if (missing > 0) found.set('answers', t('weighing.unanswered', { count: missing }))
    if (verdict === '') found.set('verdict', t('weighing.decision-missing'))
    if (ground.trim() === '') found.set('ground', t('ground.missing'))
    setFaults(found)
    if (verdict === '' || found.size > 0) return
    send.mutate({ version: look.version, verdict, answers, ground }, { onSuccess: draft.clear })
  }
  return (
    <Form
      label={t('second-look.weigh')}
      fields={{
        answers: t('weighing.criteria'),
        verdict: t('second-look.verdict'),
        ground: t('ground.label'),
      }}
      faults={faults}
      failure={send.error}
      onSubmit={() => (send.isPending ? undefined : submit())}
    >
      <Questions
        name="answers"
        title={t('weighing.criteria')}
        about={t('weighing.criteria-about')}
        questions={look.criteria}
        answers={answers}
        onChange={(given) => draft.set({ answers: given })}
      />
      <UncheckedNote choices={look.criteria} />
      <ChoiceField
        name="verdict"
        label={t('second-look.verdict')}
        value={verdict}
        onChange={(value) => draft.set({ verdict: value })}
        options={VERDICTS.map((value) => ({
          value,
          label: t(`second-look.${value}`),
          hint: t(`second-look.${value}-about`),
        }))}
      />
      <GroundField value={ground} onChange={(value) => draft.set({ ground: value })} />
      <div className="actions">
        <Button type="submit" look="primary" busy={send.isPending}>
          {t('second-look.submit')}
        </Button>
      </div>
    </Form>
  )
}
