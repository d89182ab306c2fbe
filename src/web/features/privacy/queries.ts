import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { AuditDays, AuditPage, AuditSearch } from '#contract/audit.ts'
import type { EmergencyPage } from '#contract/glass.ts'
import type { RemovedContent, RemovedList, RemovedOpening, RemovedSearch } from '#contract/removed.ts'
import type { HoldDecision, NewHold, RetentionView } from '#contract/retention.ts'
import type { Failure } from '../../shared/api/failure.ts'
import { useAnnounce } from '../../shared/components/announcer.tsx'
import { useApi } from '../../shared/context.tsx'
import { useText } from '../../shared/text.ts'

/** Looking is itself written down, so it is asked once and not by the clock. */
const ONCE = { refetchOnWindowFocus: false, refetchOnReconnect: false } as const
const RETENTION = ['retention'] as const

export function useRetention() {
  const api = useApi()
  return useQuery({
    queryKey: RETENTION,
    queryFn: ({ signal }) => api.get<RetentionView>('/v1/retention', signal),
    ...ONCE,
  })
}

export function useConfirmRun(id: string) {
  return useDecision<'confirm'>(`/v1/retention-runs/${id}/decisions`, 'keep.confirm')
}

export function useHoldDecision(id: string, decision: HoldDecision['decision']) {
  return useDecision<typeof decision>(`/v1/holds/${id}/decisions`, `legal-hold.${decision}`)
}

function useDecision<T extends string>(
  path: string,
  what: 'keep.confirm' | 'legal-hold.confirm' | 'legal-hold.end',
) {
  const api = useApi()
  const saved = useSaved(what)
  return useMutation<unknown, Failure, T>({
    mutationFn: (decision) => api.post(path, { decision }),
    onSuccess: saved,
  })
}

export function usePlaceHold() {
  const api = useApi()
  const saved = useSaved('legal-hold.place')
  return useMutation<unknown, Failure, NewHold>({
    mutationFn: (hold) => api.post('/v1/holds', hold),
    onSuccess: saved,
  })
}

function useSaved(what: 'keep.confirm' | 'legal-hold.confirm' | 'legal-hold.end' | 'legal-hold.place') {
  const client = useQueryClient()
  const announce = useAnnounce()
  const { t } = useText()
  return () => {
    announce(t('common.saved', { what: t(what) }))
    return client.invalidateQueries({ queryKey: RETENTION })
  }
}

export function useSeals() {
  const api = useApi()
  return useQuery({
    queryKey: ['audit-days'],
    queryFn: ({ signal }) => api.get<AuditDays>('/v1/audit/days', signal),
    ...ONCE,
  })
}

/** Page after page; nothing is asked before somebody says what they look for. */
export function useAudit(search: AuditSearch | null) {
  const api = useApi()
  return useInfiniteQuery({
    queryKey: ['audit', search],
    enabled: search !== null,
    queryFn: ({ signal, pageParam }) => {
      const page = pageParam === '' ? search : { ...search, after: pageParam }
      return api.post<AuditPage>('/v1/audit/_zoek', page, signal)
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    gcTime: 0,
    ...ONCE,
  })
}

export function useEmergencies() {
  const api = useApi()
  return useInfiniteQuery({
    queryKey: ['emergency', 'list'],
    queryFn: ({ signal, pageParam }) =>
      api.post<EmergencyPage>(
        '/v1/emergency-access/_zoek',
        pageParam === '' ? {} : { after: pageParam },
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    ...ONCE,
  })
}

/** Asking what was removed is written down, so it is done only when somebody asks. */
export function useRemoved() {
  const api = useApi()
  return useMutation<RemovedList, Failure, RemovedSearch>({
    mutationFn: (search) => api.post('/v1/removed/_zoek', search),
  })
}

export function useOpenRemoved() {
  const api = useApi()
  return useMutation<RemovedContent, Failure, RemovedOpening>({
    mutationFn: (opening) => api.post('/v1/removed/_open', opening),
    // Nothing of it stays in memory longer than it is on the screen.
    gcTime: 0,
  })
}
