import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { OwnSession, OwnSessions, SessionEnding } from '#contract/session.ts'
import { failureOf } from '../../shared/api/failure.ts'
import { Badge } from '../../shared/components/badge.tsx'
import { Button } from '../../shared/components/button.tsx'
import { FailureNotice } from '../../shared/components/failure.tsx'
import { Loaded } from '../../shared/components/loaded.tsx'
import { PageHead } from '../../shared/components/panel.tsx'
import { useApi } from '../../shared/context.tsx'
import { formatDate } from '../../shared/dates.ts'
import { useText } from '../../shared/text.ts'

const OWN_SESSIONS = ['own-sessions'] as const

/** Where one is signed in, and the way to end what one does not know. */
export function OwnSessionsScreen() {
  const { t } = useText()
  const api = useApi()
  const query = useQuery({
    queryKey: OWN_SESSIONS,
    queryFn: ({ signal }) => api.get<OwnSessions>('/v1/sessions', signal),
  })
  return (
    <>
      <PageHead title={t('sessions.title')} lead={t('sessions.lead')} />
      <Loaded query={query}>{({ sessions }) => <Sessions sessions={sessions} />}</Loaded>
    </>
  )
}

function Sessions({ sessions }: { sessions: readonly OwnSession[] }) {
  const { t } = useText()
  const end = useEnding()
  return (
    <>
      {end.error ? <FailureNotice failure={failureOf(end.error)} /> : null}
      <ul className="sessions" aria-label={t('sessions.title')}>
        {sessions.map((session) => (
          <Row
            key={session.id}
            session={session}
            busy={end.isPending && end.variables.session === session.id}
            onEnd={() => end.mutate({ session: session.id })}
          />
        ))}
      </ul>
      <Button
        onClick={() => end.mutate({ session: 'others' })}
        busy={end.isPending && end.variables.session === 'others'}
        because={sessions.length > 1 ? null : t('sessions.no-others')}
      >
        {t('sessions.end-others')}
      </Button>
    </>
  )
}

interface RowProps {
  readonly session: OwnSession
  readonly busy: boolean
  readonly onEnd: () => void
}

function Row({ session: { browser, system, begunAt, usedAt, isThis }, busy, onEnd }: RowProps) {
  const { t, word, language } = useText()
  const what = t('sessions.what', { browser: word('browser', browser), system: word('system', system) })
  const since = formatDate(begunAt, 'short', language)
  return (
    <li className="sessions__one">
      <div>
        <span className="line-main">{what}</span>
        <span className="line-less">
          {t('sessions.times', { since, used: formatDate(usedAt, 'short', language) })}
        </span>
      </div>
      {isThis ? (
        <Badge tone="teal">{t('sessions.this')}</Badge>
      ) : (
        <Button onClick={onEnd} busy={busy} label={t('sessions.end-one', { what, since })}>
          {t('sessions.end')}
        </Button>
      )}
    </li>
  )
}

function useEnding() {
  const api = useApi()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (which: SessionEnding) => api.post<undefined>('/v1/sessions/endings', which),
    // Also when it failed: it may have ended by itself.
    onSettled: () => client.invalidateQueries({ queryKey: OWN_SESSIONS }),
  })
}
