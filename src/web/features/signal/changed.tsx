import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { SignalDetail } from '#contract/signal.ts'
import { Button } from '../../shared/components/button.tsx'
import { Moment } from '../../shared/components/due.tsx'
import { useApi } from '../../shared/context.tsx'
import { useText } from '../../shared/text.ts'

interface ChangedProps {
  /** The signal as the person looked at it. */
  readonly signal: SignalDetail
  /** The page shows the newest now; what was typed is still there. */
  readonly onDone: () => void
}

/** After "changed since you looked": what happened meanwhile, and the way to go on with it. */
export function Changed({ signal, onDone }: ChangedProps) {
  const { t, word } = useText()
  const api = useApi()
  const client = useQueryClient()
  const newest = useQuery({
    queryKey: ['signal-since', signal.id, signal.version],
    queryFn: ({ signal: stop }) => api.get<SignalDetail>(`/v1/signals/${signal.id}`, stop),
    staleTime: 0,
  })
  const since = newest.data?.timeline.filter(({ seq }) => seq > signal.version) ?? []
  const show = () => {
    if (newest.data === undefined) return void newest.refetch()
    client.setQueryData(['signal', signal.id], newest.data)
    onDone()
  }
  return (
    <>
      {since.length === 0 ? null : (
        <div className="changed">
          <p>{t('changed.since')}</p>
          <ul className="plain-list">
            {since.map((entry) => (
              <li key={entry.seq}>
                {word('event', entry.type)} · {entry.by.name} · <Moment at={entry.at} />
              </li>
            ))}
          </ul>
        </div>
      )}
      <Button busy={newest.isFetching} onClick={show}>
        {t('signal.reload')}
      </Button>
    </>
  )
}
