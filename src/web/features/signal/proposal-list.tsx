import { Link } from '@tanstack/react-router'
import type { SignalSummary } from '#contract/signal.ts'
import { Badge, Forms } from '../../shared/components/badge.tsx'
import { Due } from '../../shared/components/due.tsx'
import { useText } from '../../shared/text.ts'

interface ProposalListProps {
  readonly signals: readonly SignalSummary[]
  readonly shown: string | undefined
}

/** Proposals by incident: several registrations of one incident stand together under one heading. */
export function ProposalList({ signals, shown }: ProposalListProps) {
  const { t } = useText()
  return (
    <ul className="proposals">
      {byIncident(signals).map((group) =>
        group.length === 1 ? (
          group.map((signal) => <Item key={signal.id} signal={signal} shown={shown} />)
        ) : (
          <li key={group[0]?.id} className="proposals__incident">
            <p className="proposals__incident-name">
              {t('proposals.incident', { count: group.length, incident: group[0]?.incident ?? '' })}
            </p>
            <ul>
              {group.map((signal) => (
                <Item key={signal.id} signal={signal} shown={shown} />
              ))}
            </ul>
          </li>
        ),
      )}
    </ul>
  )
}

function Item({ signal, shown }: { signal: SignalSummary; shown: string | undefined }) {
  const { t } = useText()
  const current = signal.id === shown
  return (
    <li>
      <Link
        id={`proposal-${signal.id}`}
        to="/voorstellen/$id"
        params={{ id: signal.id }}
        className={`proposal-item ${current ? 'proposal-item--current' : ''}`}
        aria-current={current ? 'true' : undefined}
      >
        <span className="proposal-item__title">{signal.title === '' ? signal.incident : signal.title}</span>
        <span className="proposal-item__facts">
          <span>{signal.incident}</span>
          <span className="mono">{signal.sourceId}</span>
        </span>
        <span className="proposal-item__facts">
          <Forms forms={signal.forms} />
          {signal.state === 'set-aside-proposed' ? (
            <Badge tone="plum">{t('state.set-aside-proposed')}</Badge>
          ) : null}
        </span>
        {signal.duty === null ? null : <Due at={signal.duty.dueAt} />}
      </Link>
    </li>
  )
}

/** The server sends those of one incident after each other; a group ends where the incident changes. */
function byIncident(signals: readonly SignalSummary[]): readonly (readonly SignalSummary[])[] {
  const groups: SignalSummary[][] = []
  for (const signal of signals) {
    const last = groups.at(-1)
    if (last && last[0]?.incidentKey === signal.incidentKey) last.push(signal)
    else groups.push([signal])
  }
  return groups
}
