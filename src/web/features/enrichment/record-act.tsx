import { dayOf } from '#core/time.ts'
import type { SignalDetail } from '#contract/signal.ts'
import { ChoiceField } from '../../shared/components/fields.tsx'
import { useNow, useSession } from '../../shared/context.tsx'
import { useDraft } from '../../shared/draft.ts'
import { useText } from '../../shared/text.ts'
import { GroundField } from '../signal/ground.tsx'
import { StepForm, type Refusal } from '../signal/step-form.tsx'
import { actFields, actStep, emptySheet } from './act-sheet.ts'
import { ProvenanceFields } from './provenance-fields.tsx'
import { QualificationField, qualificationFault } from './qualification.tsx'

const RESULTS = ['done', 'not-possible', 'not-needed'] as const

interface RecordActFormProps {
  readonly act: SignalDetail['choices']['acts'][number]
  readonly signal: SignalDetail
  readonly because: Refusal | null
  readonly onClose: () => void
}

/** Records an act: done with its facts, not possible for a reason of the list, or not needed. */
export function RecordActForm({ act, signal, because, onClose }: RecordActFormProps) {
  const text = useText()
  const { t, label } = text
  const { member } = useSession()
  const today = dayOf(useNow().toISOString())
  const draft = useDraft(emptySheet(act, today, member.name))
  const sheet = draft.values
  const { result } = sheet
  const { qualification } = act.guideline
  const blocked =
    result === 'done' && qualificationFault(qualification, sheet.unqualifiedBecause) === 'blocks'
  return (
    <StepForm
      signal={signal}
      because={blocked ? 'qualification-missing' : because}
      label={label(act.label)}
      submit={t('step.record-act')}
      fields={actFields(text)}
      step={() => actStep(act, sheet, today, text)}
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
        options={RESULTS.map((value) => ({
          value,
          label: t(`result.${value}`),
          because: whyNotResult(value),
        }))}
      />
      {result === 'done' ? (
        <>
          <QualificationField
            asked={qualification}
            value={sheet.unqualifiedBecause}
            onChange={(unqualifiedBecause) => draft.set({ unqualifiedBecause })}
          />
          <ProvenanceFields act={act} sheet={sheet} onChange={draft.set} />
        </>
      ) : null}
      {result === 'not-possible' ? (
        <ChoiceField
          name="reason"
          label={t('acts.reason')}
          value={sheet.reason}
          onChange={(reason) => draft.set({ reason })}
          options={act.notPossible.map((one) => ({ value: one.id, label: label(one.label) }))}
        />
      ) : null}
      <GroundField
        label={t(result === '' || result === 'done' ? 'acts.found' : 'acts.why')}
        about={label(act.evidence)}
        value={sheet.ground}
        onChange={(ground) => draft.set({ ground })}
      />
    </StepForm>
  )

  function whyNotResult(value: (typeof RESULTS)[number]): string | null {
    if (value === 'done' && act.refused !== null) return t(`refusal.${act.refused}`)
    if (value === 'not-possible' && act.notPossible.length === 0) return t('acts.no-reasons')
    return value === 'not-needed' && act.mandatory ? t('acts.mandatory-one') : null
  }
}
