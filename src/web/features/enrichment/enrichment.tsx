import { useState } from 'react'
import type { SignalDetail } from '#contract/signal.ts'
import { Badge } from '../../shared/components/badge.tsx'
import { Button } from '../../shared/components/button.tsx'
import { ChoiceField } from '../../shared/components/fields.tsx'
import { Heading } from '../../shared/components/heading.tsx'
import { Progress } from '../../shared/components/progress.tsx'
import { useDraft } from '../../shared/draft.ts'
import { useText } from '../../shared/text.ts'
import { GroundField } from '../signal/ground.tsx'
import { StepForm, type Refusal } from '../signal/step-form.tsx'
import { UncheckedNote } from '../signal/unchecked-note.tsx'

type Act = SignalDetail['choices']['acts'][number]
const RESULTS = ['done', 'not-possible', 'not-needed'] as const

interface ActsProps {
  readonly signal: SignalDetail
  readonly because: Refusal | null
}

/** The acts that fit this phase as a checklist; the mandatory ones of the standard enrichment come first. */
export function Acts({ signal, because }: ActsProps) {
  const { t } = useText()
  const fitting = signal.choices.acts.filter(({ fits }) => fits)
  const mandatory = signal.state === 'enriching' ? fitting.filter((act) => act.mandatory) : []
  const others = fitting.filter((act) => !mandatory.includes(act))
  const answered = mandatory.filter(({ result }) => result !== null).length
  return (
    <div className="acts">
      {because === null ? null : <p className="reason acts__reason">{t(`refusal.${because}`)}</p>}
      {mandatory.length === 0 ? null : (
        <>
          <div className="acts__head">
            <Heading level={3}>{t('acts.mandatory')}</Heading>
            <Progress
              label={t('acts.progress', { done: answered, count: mandatory.length })}
              share={answered / mandatory.length}
            />
          </div>
          <ActList acts={mandatory} signal={signal} because={because} />
        </>
      )}
      {others.length === 0 ? null : (
        <>
          <Heading level={3}>{t(mandatory.length === 0 ? 'acts.fitting' : 'acts.others')}</Heading>
          <ActList acts={others} signal={signal} because={because} />
        </>
      )}
      <UncheckedNote choices={fitting} />
    </div>
  )
}

function ActList({ acts, signal, because }: ActsProps & { acts: readonly Act[] }) {
  return (
    <ul className="acts__list">
      {acts.map((act) => (
        <ActItem key={act.id} act={act} signal={signal} because={because} />
      ))}
    </ul>
  )
}

function ActItem({ act, signal, because }: ActsProps & { act: Act }) {
  const { t, label } = useText()
  const [opened, setOpened] = useState(false)
  const [open, setOpen] = useState(false)
  return (
    <li className={`act act--${act.result ?? 'open'}`}>
      <div className="act__line">
        <span className="act__sign" aria-hidden="true" />
        <div className="act__words">
          <p className="act__name">{label(act.label)}</p>
          <p className="act__evidence">{label(act.evidence)}</p>
        </div>
        {act.result === null ? null : (
          <Badge tone={act.result === 'done' ? 'teal' : 'plain'}>{t(`result.${act.result}`)}</Badge>
        )}
        {because === null || opened ? (
          <Button
            look="subtle"
            expanded={open}
            label={t(act.result === null ? 'acts.record-one' : 'acts.again-one', { act: label(act.label) })}
            onClick={() => {
              setOpened(true)
              setOpen(!open)
            }}
          >
            {t(act.result === null ? 'acts.record' : 'acts.again')}
          </Button>
        ) : null}
      </div>
      {opened ? (
        <div className="act__form" hidden={!open}>
          <RecordActForm act={act} signal={signal} because={because} onClose={() => setOpen(false)} />
        </div>
      ) : null}
    </li>
  )
}

function RecordActForm({ act, signal, because, onClose }: ActsProps & { act: Act; onClose: () => void }) {
  const { t, label } = useText()
  const draft = useDraft<{ result: (typeof RESULTS)[number] | ''; ground: string }>({
    result: '',
    ground: '',
  })
  const { result, ground } = draft.values
  return (
    <StepForm
      signal={signal}
      because={because}
      label={label(act.label)}
      submit={t('step.record-act')}
      fields={{ result: t('acts.result'), ground: t('acts.found') }}
      step={() => {
        const faults = new Map<string, string>()
        if (result === '') faults.set('result', t('acts.result-missing'))
        if (ground.trim() === '') faults.set('ground', t('ground.missing'))
        if (result === '' || faults.size > 0) return faults
        return { type: 'record-act', act: act.id, result, ground }
      }}
      onDone={() => {
        draft.clear()
        onClose()
      }}
      onCancel={onClose}
    >
      <ChoiceField
        row
        name="result"
        label={t('acts.result')}
        value={result}
        onChange={(value) => draft.set({ result: value })}
        options={RESULTS.map((value) => ({ value, label: t(`result.${value}`) }))}
      />
      <GroundField
        label={t(result === '' || result === 'done' ? 'acts.found' : 'acts.why')}
        about={label(act.evidence)}
        value={ground}
        onChange={(value) => draft.set({ ground: value })}
      />
    </StepForm>
  )
}
