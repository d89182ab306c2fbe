import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import type { DutyPage, DutySearch } from '#contract/duty.ts'
import type { SignalDetail, SignalPage, SignalSearch } from '#contract/signal.ts'
import type { StepRequest } from '#contract/step.ts'
import type { Failure } from './api/failure.ts'
import { useAnnounce } from './components/announcer.tsx'
import { useApi } from './context.tsx'
import { useText } from './text.ts'

export type Step = StepRequest['step']
export type StepType = Step['type']

const MINUTE = 60_000

export function useDuties(search: DutySearch) {
  const api = useApi()
  return useQuery({
    queryKey: ['duties', search],
    queryFn: ({ signal }) => api.post<DutyPage>('/v1/duties/_zoek', search, signal),
    refetchInterval: MINUTE,
    placeholderData: keepPreviousData,
  })
}

export function useSignals(search: SignalSearch) {
  const api = useApi()
  return useQuery({
    queryKey: ['signals', search],
    queryFn: ({ signal }) => api.post<SignalPage>('/v1/signals/_zoek', search, signal),
    refetchInterval: MINUTE,
  })
}

export function useSignal(id: string) {
  const api = useApi()
  return useQuery({
    queryKey: ['signal', id],
    queryFn: ({ signal }) => api.get<SignalDetail>(`/v1/signals/${id}`, signal),
    // What is on the screen changes only when the person asks: the next step carries the version that they saw.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
}

/** Takes one step on a signal as the person saw it. "Saved" is said after the server confirmed, never before. */
export function useStep({ id, version }: Pick<SignalDetail, 'id' | 'version'>) {
  const api = useApi()
  const client = useQueryClient()
  const announce = useAnnounce()
  const { t } = useText()
  return useMutation<{ version: number }, Failure, Step>({
    mutationFn: (step) => api.post(`/v1/signals/${id}/steps`, { version, step }),
    onSuccess: async (_, step) => {
      announce(t('common.saved', { what: t(`step.${step.type}`) }))
      void refreshAll(client)
      // The next step needs the new version: this form is busy until it is here.
      await client.refetchQueries({ queryKey: ['signal', id] })
    },
  })
}

/** After something changed: every list and every count may be different. */
export async function refreshAll(client: ReturnType<typeof useQueryClient>): Promise<void> {
  const changed = ['signals', 'duties', 'handovers', 'progress', 'follow-up', 'days', 'imports', 'quarantine']
  await Promise.all(changed.map((key) => client.invalidateQueries({ queryKey: [key] })))
}

/** All proposals, page after page; those of one incident follow each other. */
export function useProposals() {
  const api = useApi()
  return useInfiniteQuery({
    queryKey: ['signals', 'proposals'],
    queryFn: ({ signal, pageParam }) => {
      const search: SignalSearch = { states: ['proposed', 'set-aside-proposed'], limit: 50 }
      const page = pageParam === '' ? search : { ...search, after: pageParam }
      return api.post<SignalPage>('/v1/signals/_zoek', page, signal)
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    refetchInterval: MINUTE,
  })
}

/** The worklist, page after page. `kinds` empty: all of them. */
export function useWorklist(scope: DutySearch['scope'], kinds: NonNullable<DutySearch['kinds']>) {
  const api = useApi()
  return useInfiniteQuery({
    queryKey: ['duties', 'list', scope, kinds],
    queryFn: ({ signal, pageParam }) => {
      const search: DutySearch = { scope, limit: 50, ...(kinds.length === 0 ? {} : { kinds }) }
      const page = pageParam === '' ? search : { ...search, after: pageParam }
      return api.post<DutyPage>('/v1/duties/_zoek', page, signal)
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    refetchInterval: MINUTE,
  })
}
