import { RecordInterviewForm } from '../interview/interview.tsx'
import { ConcludeForm } from '../investigation/conclude.tsx'
import { OfferCrossingForm } from '../investigation/crossing.tsx'
import { ReviewRoutingForm } from '../weighing/review-routing.tsx'
import { RouteForm } from '../weighing/route.tsx'
import { StopForm } from '../weighing/stop-form.tsx'
import { ConfirmForm } from './confirm.tsx'
import { PlainStepForm, type PlainStep, type StepFormFor } from './ground.tsx'
import { HoldForm } from './hold.tsx'
import { SetAsideForm } from './set-aside.tsx'
import type { LineStep } from './step-places.ts'
import { OfferUnitForm, RefuseUnitForm } from './unit-offer.tsx'
import { SetUrgencyForm } from './urgency.tsx'

/** The form behind a line of the panel. */
export function LineForm({ step, ...given }: StepFormFor & { step: LineStep }) {
  switch (step) {
    case 'confirm':
      return <ConfirmForm {...given} />
    case 'propose-set-aside':
      return <SetAsideForm {...given} />
    case 'route':
      return <RouteForm {...given} />
    case 'review-routing':
      return <ReviewRoutingForm {...given} />
    case 'record-interview':
      return <RecordInterviewForm {...given} />
    case 'conclude':
      return <ConcludeForm {...given} />
    case 'propose-stop':
      return <StopForm {...given} />
    case 'set-urgency':
      return <SetUrgencyForm {...given} />
    case 'hold':
      return <HoldForm {...given} />
    case 'offer-unit':
      return <OfferUnitForm {...given} />
    case 'refuse-unit':
      return <RefuseUnitForm {...given} />
    case 'offer-crossing':
      return <OfferCrossingForm {...given} />
    case 'accept-unit':
    case 'recall-unit':
    case 'accept-crossing':
    case 'refuse-crossing':
    case 'confirm-set-aside':
    case 'reject-set-aside':
    case 'resume':
    case 'start-enrichment':
    case 'finish-enrichment':
    case 'finish-interview':
    case 'review-shelved':
      return <PlainStepForm type={step satisfies PlainStep} {...given} />
  }
}
