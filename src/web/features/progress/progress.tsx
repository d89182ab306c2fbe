import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ProgressPage, SignalProgress } from '#contract/progress.ts'
import { Badge } from '../../shared/components/badge.tsx'
import { Due, Moment } from '../../shared/components/due.tsx'
import { Loaded } from '../../shared/components/loaded.tsx'
import { More } from '../../shared/components/more.tsx'
import { Empty, PageHead } from '../../shared/components/panel.tsx'
import { Table, Td, Th } from '../../shared/components/table.tsx'
import { useApi, useSession } from '../../shared/context.tsx'
import { useText } from '../../shared/text.ts'
import { useUnitName } from '../../shared/units.ts'

/** How far it is with what somebody reported: never what was found, only that it goes on and with whom. */
export function ProgressScreen() {
  const { t } = useText()
  const { task, acts } = useSession()
  const query = useProgress()
  const whose = task?.purpose === 'victim-support' ? 'comensha' : 'mine'
  const signals = query.data?.pages.flatMap((page) => page.signals) ?? []
  return (
    <>
      <PageHead title={t(`progress.title-${whose}`)} lead={t(`progress.lead-${whose}`)} />
      <Loaded query={query}>
        {() =>
          signals.length === 0 ? (
            <Empty title={t(`progress.empty-title-${whose}`)}>
              {t(`progress.empty-${whose}`)}{' '}
              {whose === 'mine' && acts.includes('register-signal') ? (
                <Link to="/registreren" className="utrecht-link utrecht-link--html-a">
                  {t('progress.register')}
                </Link>
              ) : null}
            </Empty>
          ) : (
            <ProgressTable signals={signals} caption={t(`progress.title-${whose}`)} />
          )
        }
      </Loaded>
      <More query={query} />
    </>
  )
}

function ProgressTable({ signals, caption }: { signals: readonly SignalProgress[]; caption: string }) {
  const { t } = useText()
  return (
    <Table caption={caption}>
      <thead>
        <tr>
          {(['signal', 'stands', 'with', 'next', 'asked'] as const).map((column) => (
            <Th key={column}>{t(`progress.column-${column}`)}</Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {signals.map((signal) => (
          <Row key={signal.id} signal={signal} />
        ))}
      </tbody>
    </Table>
  )
}

function Row({ signal }: { signal: SignalProgress }) {
  const { t } = useText()
  const unitName = useUnitName()
  const { id, title, receivedAt, phase, state, unit, assignee, next, asked } = signal
  return (
    <tr>
      <Td>
        <span className="line-main">{title === null || title === '' ? t('progress.untitled') : title}</span>
        <span className="line-less">
          <Moment at={receivedAt} /> · <span className="mono">{id.slice(0, 8)}</span>
        </span>
      </Td>
      <Td>
        <span className="line-main">{t(`phase.${phase}`)}</span>
        <span className="line-less">{t(`state.${state}`)}</span>
      </Td>
      <Td>
        <span className="line-main">{unitName(unit)}</span>
        <span className="line-less">{assignee ?? t('work.nobody')}</span>
      </Td>
      <Td>
        {next === null ? (
          <Badge tone="quiet">{t('progress.ended')}</Badge>
        ) : (
          <>
            <Due at={next.dueAt} stacked />
            <span className="line-less">{t(`duty.${next.kind}`)}</span>
          </>
        )}
      </Td>
      <Td>
        {asked.length === 0
          ? t('progress.nothing-asked')
          : asked.map(({ kind, dueAt }) => (
              <span key={`${kind} ${dueAt}`} className="line-main">
                {t(`duty.${kind}`)}
              </span>
            ))}
      </Td>
    </tr>
  )
}

function useProgress() {
  const api = useApi()
  return useInfiniteQuery({
    queryKey: ['progress'],
    queryFn: ({ signal, pageParam }) =>
      api.post<ProgressPage>('/v1/progress/_zoek', pageParam === '' ? {} : { after: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  })
}
