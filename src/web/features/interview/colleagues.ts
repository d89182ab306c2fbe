import { useQuery } from '@tanstack/react-query'
import type { ColleaguePage } from '#contract/colleague.ts'
import { useApi } from '../../shared/context.tsx'

/** Colleagues of the own organisation, by name; asked for only when somebody needs them. */
export function useColleagues(needed = true) {
  const api = useApi()
  return useQuery({
    queryKey: ['colleagues'],
    enabled: needed,
    queryFn: ({ signal }) => api.post<ColleaguePage>('/v1/colleagues/_zoek', {}, signal),
  })
}
