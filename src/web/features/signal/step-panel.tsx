import type { SignalDetail } from '#contract/signal.ts'
import { Panel } from '../../shared/components/panel.tsx'
import { useText } from '../../shared/text.ts'
import { HandoverSteps } from '../handover/steps.tsx'
import { LineForm } from './line-form.tsx'
import { StepList } from './step-list.tsx'
import { hasStep, whyNot } from './step-open.ts'
import { BESIDE, ONWARD, type LineStep } from './step-places.ts'

/** The steps of this state and no others; a step that is not open to this person says why. */
export function StepPanel({ signal }: { signal: SignalDetail }) {
  const { t } = useText()
  const lines = (steps: readonly LineStep[]) => (
    <StepList
      entries={steps.filter((step) => isLine(signal, step))}
      name={(step) => t(`step.${step}`)}
      whyNot={(step) => whyNot(signal, step)}
      form={(step, because, onClose) => (
        <LineForm step={step} signal={signal} because={because} onClose={onClose} />
      )}
    />
  )
  if (signal.steps.length === 0) return null
  return (
    <Panel title={t('steps.title')}>
      {lines(ONWARD)}
      <HandoverSteps signal={signal} />
      <details className="details steps-more" hidden={!BESIDE.some((step) => isLine(signal, step))}>
        <summary>{t('steps.more')}</summary>
        {lines(BESIDE)}
      </details>
    </Panel>
  )
}

function isLine(signal: SignalDetail, step: LineStep): boolean {
  // At the weighing a stop is one of the decisions of the sheet.
  if (step === 'propose-stop' && signal.state === 'weighing') return false
  return hasStep(signal, step)
}
