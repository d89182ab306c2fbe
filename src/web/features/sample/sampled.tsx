import { useState } from 'react'
import type { SampleAnswered, SampleAnswerGiven, SampleList, SampleView } from '#contract/sample.ts'
import { failureOf } from '../../shared/api/failure.ts'
import { Alert } from '../../shared/components/alert.tsx'
import { Badge } from '../../shared/components/badge.tsx'
import { Button } from '../../shared/components/button.tsx'
import { Due, Moment } from '../../shared/components/due.tsx'
import { ChoiceField } from '../../shared/components/fields.tsx'
import { Form, NO_FAULTS } from '../../shared/components/form.tsx'
import { Heading } from '../../shared/components/heading.tsx'
import { Key } from '../../shared/components/key.tsx'
import { Loaded } from '../../shared/components/loaded.tsx'
import { useKeys } from '../../shared/keys.ts'
import { useText } from '../../shared/text.ts'
import { Involved } from '../signal/involved.tsx'
import { useAnswer, useSample } from './queries.ts'

const ANSWERS = ['look', 'nothing', 'cannot-judge'] as const
const REASONS = ['no-circumstances', 'explained', 'mention-only'] as const
type Reason = (typeof REASONS)[number]

interface SampledProps {
  readonly item: SampleList['items'][number]
  readonly onAnswered: (answered: SampleAnswered) => void
}

/** One that was drawn, as it came in, and the question. */
export function Sampled({ item, onAnswered }: SampledProps) {
  const { t } = useText()
  const query = useSample(item.id)
  const isOver = query.error !== null && failureOf(query.error).problem?.refusal === 'already-resolved'
  if (isOver) return <p>{t('sample.gone')}</p>
  return (
    <Loaded query={query} notFound={<p>{t('sample.gone')}</p>}>
      {(sample) => (
        <div className="signal">
          <div className="signal__evidence">
            <Source sample={sample} />
          </div>
          <div className="signal__work">
            <Question id={item.id} onAnswered={onAnswered} />
          </div>
        </div>
      )}
    </Loaded>
  )
}

function Source({ sample: { dueAt, registration } }: { sample: SampleView }) {
  const { t } = useText()
  const { kind, incident, registeredAt, sourceId, title, text } = registration
  return (
    <article className="registration">
      <header className="registration__head">
        <p className="registration__facts">
          <Badge>{kind === '' ? t('registration.kind-unknown') : kind}</Badge>
          <span>{incident}</span>
          <Moment at={registeredAt} />
          <span className="mono">{sourceId}</span>
          <Due at={dueAt} />
        </p>
      </header>
      <div className="sample__text">
        {title === '' ? null : <Heading level={3}>{title}</Heading>}
        <p className="source-text">{text}</p>
        <Involved registration={registration} />
      </div>
    </article>
  )
}

function Question({ id, onAnswered }: { id: string; onAnswered: SampledProps['onAnswered'] }) {
  const { t } = useText()
  const send = useAnswer(id)
  const [answer, setAnswer] = useState<SampleAnswerGiven['answer'] | ''>('')
  const [reason, setReason] = useState<Reason | ''>('')
  const [faults, setFaults] = useState(NO_FAULTS)
  const submit = () => {
    if (send.isPending) return
    const found = new Map<string, string>()
    if (answer === '') found.set('answer', t('sample.answer-missing'))
    if (answer === 'nothing' && reason === '') found.set('reason', t('sample.reason-missing'))
    setFaults(found)
    const given = givenOf(answer, reason)
    if (given !== null) send.mutate(given, { onSuccess: onAnswered })
  }
  const because = (at: number) => (answer === 'nothing' ? () => setReason(REASONS[at]!) : undefined)
  useKeys({
    ...{ h: () => setAnswer('look'), n: () => setAnswer('nothing'), o: () => setAnswer('cannot-judge') },
    ...{ 1: because(0), 2: because(1), 3: because(2), v: submit },
  })
  const isOver = send.error !== null && failureOf(send.error).problem?.refusal === 'already-resolved'
  if (isOver) return <Alert tone="info">{t('sample.gone')}</Alert>
  return (
    <Form
      label={t('sample.question')}
      fields={{ answer: t('sample.question'), reason: t('sample.reason') }}
      faults={faults}
      failure={send.error}
      onSubmit={submit}
    >
      <p className="quiet">{t('sample.blind')}</p>
      <ChoiceField
        name="answer"
        label={t('sample.question')}
        value={answer}
        onChange={setAnswer}
        options={ANSWERS.map((value) => ({
          value,
          label: t(`sample.${value}`),
          hint: t(`sample.${value}-about`),
        }))}
      />
      {answer === 'nothing' ? (
        <ChoiceField
          name="reason"
          label={t('sample.reason')}
          value={reason}
          onChange={setReason}
          options={REASONS.map((value) => ({ value, label: t(`sample.${value}`) }))}
        />
      ) : null}
      <div className="actions">
        <Button type="submit" look="primary" busy={send.isPending}>
          {t('sample.submit')} <Key>v</Key>
        </Button>
      </div>
    </Form>
  )
}

function givenOf(answer: SampleAnswerGiven['answer'] | '', reason: Reason | ''): SampleAnswerGiven | null {
  if (answer === '') return null
  if (answer !== 'nothing') return { answer }
  return reason === '' ? null : { answer, reason }
}
