import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { FollowUpFigures, FollowUpSearch } from '#contract/follow-up.ts'
import { useApi } from '../../shared/context.tsx'

export function useFigures(search: FollowUpSearch) {
  const api = useApi()
  return useQuery({
    queryKey: ['follow-up', search],
    queryFn: ({ signal }) => api.post<FollowUpFigures>('/v1/follow-up/_zoek', search, signal),
    placeholderData: keepPreviousData,
  })
}
