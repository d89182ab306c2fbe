import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { SecondLookTaken, SecondLookVerdict, SecondLookView } from '#contract/second-look.ts'
import type { Failure } from '../../shared/api/failure.ts'
import { useApi } from '../../shared/context.tsx'
import { refreshAll } from '../../shared/queries.ts'

export function useSecondLook(id: string) {
  const api = useApi()
  return useQuery({
    queryKey: ['second-look', id],
    queryFn: ({ signal }) => api.get<SecondLookView>(`/v1/second-looks/${id}`, signal),
    // What somebody weighs stays as they saw it; after the verdict it is not asked for again.
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
}

export function useVerdict(id: string) {
  const api = useApi()
  const client = useQueryClient()
  return useMutation<SecondLookTaken, Failure, SecondLookVerdict>({
    mutationFn: (verdict) => api.post(`/v1/second-looks/${id}/verdicts`, verdict),
    onSuccess: () => void refreshAll(client),
  })
}
