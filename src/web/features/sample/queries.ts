import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  ElusionFigures,
  ElusionSearch,
  SampleAnswered,
  SampleAnswerGiven,
  SampleList,
  SampleView,
} from '#contract/sample.ts'
import type { Failure } from '../../shared/api/failure.ts'
import { useApi } from '../../shared/context.tsx'
import { refreshAll } from '../../shared/queries.ts'

export function useSamples() {
  const api = useApi()
  return useQuery({
    queryKey: ['samples'],
    queryFn: ({ signal }) => api.post<SampleList>('/v1/samples/_zoek', {}, signal),
  })
}

export function useSample(id: string) {
  const api = useApi()
  return useQuery({
    queryKey: ['sample', id],
    queryFn: ({ signal }) => api.get<SampleView>(`/v1/samples/${id}`, signal),
    // What somebody reads stays as they saw it; each time that it is asked for is written down.
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
}

export function useAnswer(id: string) {
  const api = useApi()
  const client = useQueryClient()
  return useMutation<SampleAnswered, Failure, SampleAnswerGiven>({
    mutationFn: (answer) => api.post(`/v1/samples/${id}/answers`, answer),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: ['samples'] })
      void client.invalidateQueries({ queryKey: ['elusion'] })
      void refreshAll(client)
    },
  })
}

export function useElusion(search: ElusionSearch) {
  const api = useApi()
  return useQuery({
    queryKey: ['elusion', search],
    queryFn: ({ signal }) => api.post<ElusionFigures>('/v1/samples/estimate/_zoek', search, signal),
    placeholderData: keepPreviousData,
  })
}
