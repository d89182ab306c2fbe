import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Submitted, SubmittedFile, SubmittedPage } from '#contract/submitted.ts'
import { Badge, Forms } from '../../shared/components/badge.tsx'
import { Moment } from '../../shared/components/due.tsx'
import { FactList } from '../../shared/components/fact-list.tsx'
import { Loaded } from '../../shared/components/loaded.tsx'
import { More } from '../../shared/components/more.tsx'
import { Empty, PageHead, Panel } from '../../shared/components/panel.tsx'
import { Table, Td, Th } from '../../shared/components/table.tsx'
import { useApi } from '../../shared/context.tsx'
import { useText } from '../../shared/text.ts'
import { useUnitName } from '../../shared/units.ts'
import { Involved } from '../signal/involved.tsx'
import { SignalNotFound } from '../signal/not-found.tsx'

/** Investigations under the public prosecutor, newest first. */
export function SubmittedListScreen() {
  const { t } = useText()
  const query = useSubmitted()
  const submitted = query.data?.pages.flatMap((page) => page.submitted) ?? []
  return (
    <>
      <PageHead title={t('submitted.title')} lead={t('submitted.lead')} />
      <Loaded query={query}>
        {() =>
          submitted.length === 0 ? (
            <Empty title={t('submitted.empty-title')}>{t('submitted.empty')}</Empty>
          ) : (
            <Table caption={t('submitted.title')}>
              <thead>
                <tr>
                  {(['what', 'since', 'unit', 'stands'] as const).map((column) => (
                    <Th key={column}>{t(`submitted.column-${column}`)}</Th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {submitted.map((one) => (
                  <Row key={one.id} one={one} />
                ))}
              </tbody>
            </Table>
          )
        }
      </Loaded>
      <More query={query} />
    </>
  )
}

function Row({ one: { id, title, forms, startedAt, unit, state } }: { one: Submitted }) {
  const { t } = useText()
  const unitName = useUnitName()
  return (
    <tr>
      <Td>
        <Link to="/ingediend/$id" params={{ id }} className="row-link">
          {title === '' ? t('submitted.untitled') : title}
        </Link>
        <Forms forms={forms} />
      </Td>
      <Td>
        <Moment at={startedAt} />
      </Td>
      <Td>{unitName(unit)}</Td>
      <Td>{t(`state.${state}`)}</Td>
    </tr>
  )
}

/** One investigation as it was submitted: the registrations, and what was done with what it brought. */
export function SubmittedScreen({ id }: { id: string }) {
  const { t } = useText()
  const query = useSubmittedFile(id)
  return (
    <>
      <PageHead
        title={query.data?.title ?? t('submitted.untitled')}
        lead={query.data ? <Moment at={query.data.startedAt} /> : undefined}
      />
      <Loaded query={query} notFound={<SignalNotFound />}>
        {(file) => <File file={file} />}
      </Loaded>
    </>
  )
}

function File({ file }: { file: SubmittedFile }) {
  const { t } = useText()
  return (
    <div className="signal">
      <div className="signal__work">
        <FactList title={t('submitted.facts')} none={t('submitted.no-facts')} facts={file.facts} />
        {file.conclusion === null ? null : (
          <Panel title={t('submitted.conclusion')}>
            <p className="source-text">{file.conclusion}</p>
          </Panel>
        )}
      </div>
      <div className="signal__evidence">
        <Panel title={t('submitted.registrations')}>
          {file.registrations.map((one) => (
            <section key={one.id}>
              <p>
                <b>{one.title}</b> <Badge>{one.kind}</Badge> <span className="mono">{one.sourceId}</span>
              </p>
              <p className="source-text">{one.text}</p>
              <Involved registration={one} />
            </section>
          ))}
        </Panel>
      </div>
    </div>
  )
}

function useSubmitted() {
  const api = useApi()
  return useInfiniteQuery({
    queryKey: ['submitted'],
    queryFn: ({ signal, pageParam }) =>
      api.post<SubmittedPage>('/v1/submitted/_zoek', pageParam === '' ? {} : { after: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    refetchOnWindowFocus: false,
  })
}

function useSubmittedFile(id: string) {
  const api = useApi()
  return useQuery({
    queryKey: ['submitted', id],
    queryFn: ({ signal }) => api.get<SubmittedFile>(`/v1/submitted/${id}`, signal),
    // Each time that it is asked for is a disclosure of its own.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
}
