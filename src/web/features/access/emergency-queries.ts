import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  EmergencyAccess,
  EmergencyAnswer,
  EmergencyOpened,
  EmergencyReview,
  EmergencyUse,
} from '#contract/glass.ts'
import type { Failure } from '../../shared/api/failure.ts'
import { useApi } from '../../shared/context.tsx'
import { refreshAll } from '../../shared/queries.ts'

export function useBreakGlass() {
  const api = useApi()
  const client = useQueryClient()
  return useMutation<EmergencyOpened, Failure, EmergencyAccess>({
    mutationFn: (request) => api.post('/v1/emergency-access', request),
    onSuccess: async (_, { signalId }) => {
      // What was answered as not there is asked anew.
      client.removeQueries({ queryKey: ['signal', signalId] })
      await refreshAll(client)
    },
  })
}

export function useEmergencyUse(id: string) {
  const api = useApi()
  return useQuery({
    queryKey: ['emergency', id],
    queryFn: ({ signal }) => api.get<EmergencyUse>(`/v1/emergency-access/${id}`, signal),
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
}

export function useAnswer(id: string) {
  return useJudgement<EmergencyAnswer>(id, 'answers')
}

export function useReview(id: string) {
  return useJudgement<EmergencyReview>(id, 'reviews')
}

function useJudgement<T>(id: string, what: 'answers' | 'reviews') {
  const api = useApi()
  const client = useQueryClient()
  return useMutation<null, Failure, T>({
    mutationFn: (judgement) => api.post(`/v1/emergency-access/${id}/${what}`, judgement),
    // Not waited for: the form that sent it is gone when the answer is on the screen.
    onSuccess: () => {
      void refreshAll(client)
      void client.refetchQueries({ queryKey: ['emergency', id] })
    },
  })
}
