import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { HandoverPage, HandoverSearch } from '#contract/handover.ts'
import { useApi } from '../../shared/context.tsx'

type Box = HandoverSearch['box']

const MINUTE = 60_000

/** A box, page after page: what waits comes first. */
export function useHandovers(box: Box) {
  const api = useApi()
  return useInfiniteQuery({
    queryKey: ['handovers', 'list', box],
    queryFn: ({ signal, pageParam }) => {
      const search: HandoverSearch = { box, limit: 50 }
      const page = pageParam === '' ? search : { ...search, after: pageParam }
      return api.post<HandoverPage>('/v1/handovers/_zoek', page, signal)
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    refetchInterval: MINUTE,
  })
}

/** How many wait for an answer: ours in the inbox, the other side's in the outbox. */
export function useWaitingHandovers(box: Box): number {
  const api = useApi()
  const { data } = useQuery({
    queryKey: ['handovers', 'waiting', box],
    queryFn: ({ signal }) => api.post<HandoverPage>('/v1/handovers/_zoek', { box, limit: 0 }, signal),
    refetchInterval: MINUTE,
  })
  return data?.waiting ?? 0
}
