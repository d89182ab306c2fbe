import { useMutation, useQuery } from '@tanstack/react-query'
import type { AccessActs, AccessExplanation, AccessQuestion } from '#contract/explanation.ts'
import type { Failure } from '../../shared/api/failure.ts'
import { useApi } from '../../shared/context.tsx'

export type ActRow = AccessActs['acts'][number]

/** What can be done, by whom and for what: the same for everybody. */
export function useActs() {
  const api = useApi()
  return useQuery({
    queryKey: ['access-acts'],
    queryFn: ({ signal }) => api.get<AccessActs>('/v1/access/acts', signal),
    staleTime: Infinity,
  })
}

/** Asking is written down, so it is asked when somebody asks, and never again by itself. */
export function useExplanation() {
  const api = useApi()
  return useMutation<AccessExplanation, Failure, AccessQuestion>({
    mutationFn: (question) => api.post('/v1/access/_zoek', question),
  })
}
