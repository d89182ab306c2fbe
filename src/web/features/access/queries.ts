import { useInfiniteQuery } from '@tanstack/react-query'
import type { ReaderPage } from '#contract/access.ts'
import { useApi } from '../../shared/context.tsx'

/** Who looked at a signal, page after page. Asking is itself written down, so it is asked once and not by the clock. */
export function useReaders(signalId: string) {
  const api = useApi()
  return useInfiniteQuery({
    queryKey: ['readers', signalId],
    queryFn: ({ signal, pageParam }) => {
      const search = pageParam === '' ? {} : { after: pageParam }
      return api.post<ReaderPage>(`/v1/signals/${signalId}/readers/_zoek`, search, signal)
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    gcTime: 0,
  })
}
