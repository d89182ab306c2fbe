import { useQuery } from '@tanstack/react-query'
import type { Session } from '#contract/session.ts'
import { useApi } from '../shared/context.tsx'

export const SESSION = ['session'] as const

export function useSessionQuery() {
  const api = useApi()
  return useQuery({
    queryKey: SESSION,
    queryFn: ({ signal }) => api.get<Session>('/v1/session', signal),
    staleTime: 60_000,
  })
}
