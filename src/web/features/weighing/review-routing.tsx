import type { SignalDetail } from '#contract/signal.ts'
import { ChoiceField } from '../../shared/components/fields.tsx'
import { useDraft } from '../../shared/draft.ts'
import { useText } from '../../shared/text.ts'
import { GroundField, type StepFormFor } from '../signal/ground.tsx'
import { StepForm } from '../signal/step-form.tsx'

/** Another person looks at the routing: agrees, or it must be decided anew. */
export function ReviewRoutingForm({ signal, because, onClose }: StepFormFor) {
  const { t } = useText()
  const draft = useDraft<{ agrees: 'yes' | 'no' | ''; ground: string }>({ agrees: '', ground: '' })
  const { agrees, ground } = draft.values
  return (
    <StepForm
      signal={signal}
      because={because}
      label={t('step.review-routing')}
      submit={t('step.review-routing')}
      fields={{ agrees: t('routing.agrees'), ground: t('ground.label') }}
      step={() => {
        const faults = new Map<string, string>()
        if (agrees === '') faults.set('agrees', t('routing.agrees-missing'))
        if (ground.trim() === '') faults.set('ground', t('ground.missing'))
        return faults.size > 0 ? faults : { type: 'review-routing', agrees: agrees === 'yes', ground }
      }}
      onDone={() => {
        draft.clear()
        onClose()
      }}
      onCancel={onClose}
    >
      <Decided signal={signal} />
      <ChoiceField
        name="agrees"
        label={t('routing.agrees')}
        value={agrees}
        onChange={(value) => draft.set({ agrees: value })}
        options={[
          { value: 'yes', label: t('routing.agrees-yes') },
          { value: 'no', label: t('routing.agrees-no') },
        ]}
      />
      <GroundField value={ground} onChange={(value) => draft.set({ ground: value })} />
    </StepForm>
  )
}

/** What is reviewed: the lane, how the questions were answered, and why. */
function Decided({ signal }: { signal: SignalDetail }) {
  const { t, word, label } = useText()
  const { routing } = signal.choices
  const entry = signal.timeline.findLast(({ type }) => type === 'routed')
  if (!routing || !signal.routed || !entry) return null
  const lane = routing.lanes.find(({ id }) => id === signal.routed?.lane)
  const { answers, protection } = entry.data as Readonly<
    Record<'answers' | 'protection', Readonly<Record<string, string>>>
  >
  const questions = [...routing.protection, ...routing.criteria]
  return (
    <section className="proposed" aria-label={t('routing.title')}>
      <p className="quiet">{t('routing.by', { name: signal.routed.by.name })}</p>
      <p className="proposed__outcome">{lane ? label(lane.label) : signal.routed.lane}</p>
      <blockquote className="ground">{entry.content?.ground}</blockquote>
      <dl className="given">
        {questions.map((one) => (
          <div key={one.id}>
            <dt>{label(one.label)}</dt>
            <dd>{word('answer', protection[one.id] ?? answers[one.id] ?? '')}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
