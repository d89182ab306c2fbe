import type { SignalDetail } from '#contract/signal.ts'
import { ChoiceField } from '../../shared/components/fields.tsx'
import { Panel } from '../../shared/components/panel.tsx'
import { useDraft, type Draft } from '../../shared/draft.ts'
import { useText } from '../../shared/text.ts'
import { StartInvestigationFields } from '../investigation/start.tsx'
import { GroundField } from '../signal/ground.tsx'
import { StepForm } from '../signal/step-form.tsx'
import { whyNot } from '../signal/step-open.ts'
import { Criteria } from './criteria.tsx'
import { Demands } from './demands.tsx'
import { obstacle } from './obstacles.ts'
import { DECISIONS, EMPTY, sheetFields, sheetStep, type Sheet } from './sheet.ts'
import { StopFields } from './stop.tsx'
import { WhatThereIs } from './what-there-is.tsx'

/** The weighing on one screen: what there is on one side, the criteria and the decision on the other. */
export function WeighingSheet({ signal }: { signal: SignalDetail }) {
  const { t } = useText()
  const draft = useDraft(EMPTY)
  // What somebody filled in stays to be copied when a colleague was first.
  const typed = JSON.stringify(draft.values) !== JSON.stringify(EMPTY)
  if (signal.state !== 'weighing' && !typed) return null
  return (
    <Panel
      title={t('step.weighing-sheet')}
      className="sheet-panel"
      aside={<span className="quiet">{t('weighing.version', { version: signal.version })}</span>}
    >
      <div className="sheet">
        <div className="sheet__facts">
          <WhatThereIs signal={signal} />
        </div>
        <div className="sheet__form">
          <SheetForm signal={signal} draft={draft} />
        </div>
      </div>
    </Panel>
  )
}

function SheetForm({ signal, draft }: { signal: SignalDetail; draft: Draft<Sheet> }) {
  const text = useText()
  const { t, label } = text
  const sheet = draft.values
  const { decisions } = signal.choices
  const elsewhere = decisions.filter(({ id }) => id.startsWith('transfer-') || id === 'refer-to-care')
  return (
    <StepForm
      signal={signal}
      because={whyNot(signal, 'weigh', 'start-investigation', 'propose-stop')}
      label={t('step.weighing-sheet')}
      submit={t(sheet.decision === '' ? 'step.weigh' : `weighing.submit-${sheet.decision}`)}
      fields={sheetFields(signal, text)}
      step={() => sheetStep(sheet, signal, text)}
      onDone={draft.clear}
    >
      <Criteria signal={signal} answers={sheet.answers} onChange={(answers) => draft.set({ answers })} />
      <ChoiceField
        name="decision"
        label={t('weighing.decision')}
        value={sheet.decision}
        onChange={(decision) => draft.set({ decision })}
        options={DECISIONS.map((value) => ({
          value,
          label: t(`weighing.decide-${value}`),
          because: obstacle(signal, value, text),
        }))}
      />
      {elsewhere.length === 0 ? null : (
        <p className="form__lead">
          {t('weighing.elsewhere', { list: elsewhere.map((one) => label(one.label)).join('; ') })}
        </p>
      )}
      <Demands rule={decisions.find(({ id }) => id === sheet.decision)} signal={signal} />
      {sheet.decision === 'stop' ? <StopFields signal={signal} sheet={sheet} onChange={draft.set} /> : null}
      {sheet.decision === 'investigation' ? (
        <StartInvestigationFields
          signal={signal}
          sheet={sheet.start}
          onChange={(change) => draft.set({ start: { ...sheet.start, ...change } })}
        />
      ) : null}
      <GroundField value={sheet.ground} onChange={(ground) => draft.set({ ground })} />
    </StepForm>
  )
}
