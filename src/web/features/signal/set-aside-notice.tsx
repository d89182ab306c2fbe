import type { SignalDetail } from '#contract/signal.ts'
import { Alert } from '../../shared/components/alert.tsx'
import { useText } from '../../shared/text.ts'

/** What a colleague proposes to set aside and awaits a second person: who, by which criterion, and why. */
export function SetAsideNotice({ signal }: { signal: SignalDetail }) {
  const { t, label } = useText()
  const { proposal, choices } = signal
  // A proposal to stop has a sheet of its own.
  if (proposal === null || proposal.criterion === null) return null
  const chosen = choices.setAsideCriteria.find(({ id }) => id === proposal.criterion)
  const ground = signal.timeline.findLast(({ type }) => type === 'set-aside-proposed')?.content?.ground
  return (
    <Alert tone="info" title={t('proposal.set-aside', { name: proposal.by.name })}>
      <p>{chosen ? label(chosen.label) : proposal.criterion}</p>
      {ground === undefined ? null : <blockquote className="ground">{ground}</blockquote>}
    </Alert>
  )
}
