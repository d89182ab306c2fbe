import type { SignalDetail } from '#contract/signal.ts'
import type { StepType } from '../../shared/queries.ts'
import { useText } from '../../shared/text.ts'
import { StepList } from '../signal/step-list.tsx'
import { hasStep, whyNot } from '../signal/step-open.ts'
import type { StepFormFor } from '../signal/ground.tsx'
import { AnswerForm, ReceiptForm, RefuseHandoverForm } from './answers.tsx'
import { OfferHandoverForm } from './offer-form.tsx'

const STEPS = [
  'accept-handover',
  'refuse-handover',
  'enter-receipt',
  'recall-handover',
  'offer-handover',
] as const satisfies readonly StepType[]

type HandoverStep = (typeof STEPS)[number]

/** The steps of a handover between organisations that belong to the state of the signal. */
export function HandoverSteps({ signal }: { signal: SignalDetail }) {
  const { t } = useText()
  const entries = STEPS.filter((step) => hasStep(signal, step) && makesSense(step, signal))
  return (
    <StepList
      entries={entries}
      name={(step) => t(`step.${step}`)}
      whyNot={(step) => whyNot(signal, step)}
      form={(step, because, onClose) => (
        <HandoverForm step={step} signal={signal} because={because} onClose={onClose} />
      )}
    />
  )
}

/** Without a partner in the way of working there is nobody to offer to. */
function makesSense(step: HandoverStep, { choices }: SignalDetail): boolean {
  return step !== 'offer-handover' || choices.handovers.length > 0
}

function HandoverForm({ step, ...given }: StepFormFor & { step: HandoverStep }) {
  switch (step) {
    case 'offer-handover':
      return <OfferHandoverForm {...given} />
    case 'refuse-handover':
      return <RefuseHandoverForm {...given} />
    case 'enter-receipt':
      return <ReceiptForm {...given} />
    case 'accept-handover':
    case 'recall-handover':
      return <AnswerForm type={step} {...given} />
  }
}
