import type { SignalDetail } from '#contract/signal.ts'
import { Alert } from '../../shared/components/alert.tsx'
import { useText } from '../../shared/text.ts'

/** What a colleague proposed and awaits a second person: who, by which criterion or with which outcome, and why. */
export function SetAsideNotice({ signal }: { signal: SignalDetail }) {
  const { t, label } = useText()
  const { proposal, choices } = signal
  if (proposal === null) return null
  const list = proposal.criterion === null ? choices.outcomes : choices.setAsideCriteria
  const id = proposal.criterion ?? proposal.outcome
  const chosen = list.find((one) => one.id === id)
  const ground = signal.timeline.findLast(
    ({ type }) => type === 'set-aside-proposed' || type === 'stop-proposed',
  )?.content?.ground
  const title = proposal.criterion === null ? 'proposal.stop' : 'proposal.set-aside'
  return (
    <Alert tone="info" title={t(title, { name: proposal.by.name })}>
      <p>{chosen ? label(chosen.label) : id}</p>
      {ground === undefined ? null : <blockquote className="ground">{ground}</blockquote>}
    </Alert>
  )
}
