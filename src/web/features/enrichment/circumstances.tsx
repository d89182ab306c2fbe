import { useState } from 'react'
import type { SignalDetail } from '#contract/signal.ts'
import { Button } from '../../shared/components/button.tsx'
import { useDraft } from '../../shared/draft.ts'
import { useText } from '../../shared/text.ts'
import { GroundField } from '../signal/ground.tsx'
import { StepForm, type Refusal } from '../signal/step-form.tsx'
import { hasStep, whyNot } from '../signal/step-open.ts'
import { UncheckedNote } from '../signal/unchecked-note.tsx'
import { Questions } from '../weighing/questions.tsx'
import { askedBy, openCircumstances } from './mandatory.ts'

type Answers = SignalDetail['circumstances']

/** What holds here and may ask for more than the usual acts. Answered in one go, and anew when more is known. */
export function Circumstances({ signal }: { signal: SignalDetail }) {
  const { t, label } = useText()
  const { circumstances: asked } = signal.choices
  const open = openCircumstances(signal)
  const because = whyNot(signal, 'record-circumstances')
  const [shown, setShown] = useState(false)
  if (asked.length === 0 || !hasStep(signal, 'record-circumstances')) return null
  const holding = asked.filter(({ id }) => signal.circumstances[id] === 'yes')
  return (
    <div className="circumstances">
      <div className="circumstances__head">
        <p>
          <strong>{t('circumstances.title')}:</strong>{' '}
          {open > 0
            ? t('circumstances.open', { count: open })
            : holding.length === 0
              ? t('circumstances.none')
              : holding.map((one) => label(one.label)).join(' · ')}
        </p>
        <Button
          look={open > 0 ? 'secondary' : 'subtle'}
          expanded={shown}
          because={because === null ? null : t(`refusal.${because}`)}
          onClick={() => setShown(!shown)}
        >
          {t(open > 0 ? 'circumstances.answer' : 'circumstances.change')}
        </Button>
      </div>
      <div hidden={!shown}>
        <CircumstancesForm signal={signal} because={because} onClose={() => setShown(false)} />
      </div>
    </div>
  )
}

interface CircumstancesFormProps {
  readonly signal: SignalDetail
  readonly because: Refusal | null
  readonly onClose: () => void
}

function CircumstancesForm({ signal, because, onClose }: CircumstancesFormProps) {
  const { t, label } = useText()
  const draft = useDraft<{ answers: Answers; ground: string }>({ answers: {}, ground: '' })
  const { answers, ground } = draft.values
  const { circumstances: asked } = signal.choices
  const now = { ...signal.circumstances, ...answers }
  const open = openCircumstances(signal, answers)
  return (
    <StepForm
      signal={signal}
      because={because}
      label={t('step.record-circumstances')}
      submit={t('step.record-circumstances')}
      fields={{ circumstances: t('circumstances.title'), ground: t('ground.label') }}
      step={() => {
        const faults = new Map<string, string>()
        if (open > 0) faults.set('circumstances', t('circumstances.open', { count: open }))
        if (ground.trim() === '') faults.set('ground', t('ground.missing'))
        return faults.size > 0 ? faults : { type: 'record-circumstances', circumstances: now, ground }
      }}
      onDone={() => {
        draft.clear()
        onClose()
      }}
      onCancel={onClose}
    >
      <Questions
        name="circumstances"
        title={t('circumstances.title')}
        about={t('circumstances.about')}
        questions={asked}
        answers={now}
        onChange={(all) => draft.set({ answers: all })}
        aside={({ id }) => {
          const acts = now[id] === 'yes' ? askedBy(id, signal) : []
          return acts.length === 0 ? null : (
            <span className="criterion__leads">
              {t('circumstances.asks', { acts: acts.map((act) => label(act.label)).join('; ') })}
            </span>
          )
        }}
      />
      <UncheckedNote choices={asked} />
      <GroundField
        value={ground}
        label={t('circumstances.ground')}
        onChange={(value) => draft.set({ ground: value })}
      />
    </StepForm>
  )
}
