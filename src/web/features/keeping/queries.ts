import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { OverseerNamed, SignalAccess, SignalAccessChange } from '#contract/keeping.ts'
import type { MoveDecided, MoveDecision, NewMove, SignalRetention } from '#contract/signal-retention.ts'
import type { Failure } from '../../shared/api/failure.ts'
import { useAnnounce } from '../../shared/components/announcer.tsx'
import { useApi } from '../../shared/context.tsx'
import { refreshAll } from '../../shared/queries.ts'
import { useText } from '../../shared/text.ts'

export function useSignalAccess(signalId: string) {
  const api = useApi()
  return useQuery({
    queryKey: ['signal-access', signalId],
    queryFn: ({ signal }) => api.get<SignalAccess>(`/v1/signals/${signalId}/access`, signal),
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
}

export function useAccessChange(signalId: string) {
  const api = useApi()
  const client = useQueryClient()
  const announce = useAnnounce()
  const { t } = useText()
  return useMutation<null, Failure, SignalAccessChange>({
    mutationFn: (change) => api.post(`/v1/signals/${signalId}/access`, change),
    onSuccess: (_, change) => {
      announce(t('common.saved', { what: t(`keeping.${change.type}`) }))
      void refreshAll(client)
      void client.refetchQueries({ queryKey: ['signal-access', signalId] })
      // Who named somebody else may see it no longer.
      void client.refetchQueries({ queryKey: ['signal', signalId] })
    },
  })
}

export function useSignalRetention(signalId: string) {
  const api = useApi()
  return useQuery({
    queryKey: ['signal-retention', signalId],
    queryFn: ({ signal }) => api.get<SignalRetention>(`/v1/signals/${signalId}/retention`, signal),
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
}

export function useMove(signalId: string) {
  const api = useApi()
  const saved = useRetentionSaved(signalId)
  return useMutation<MoveDecided, Failure, NewMove>({
    mutationFn: (move) => api.post(`/v1/signals/${signalId}/retention-moves`, move),
    onSuccess: () => saved('retained.move'),
  })
}

const SAVED = { consent: 'retained.consent', needed: 'retained.show', end: 'retained.end' } as const

export function useMoveDecision(signalId: string, moveId: string) {
  const api = useApi()
  const saved = useRetentionSaved(signalId)
  return useMutation<null, Failure, MoveDecision>({
    mutationFn: (decision) => api.post(`/v1/retention-moves/${moveId}/decisions`, decision),
    onSuccess: (_, { decision }) => saved(SAVED[decision]),
  })
}

function useRetentionSaved(signalId: string) {
  const client = useQueryClient()
  const announce = useAnnounce()
  const { t } = useText()
  return (what: 'retained.move' | (typeof SAVED)[keyof typeof SAVED]) => {
    announce(t('common.saved', { what: t(what) }))
    void client.refetchQueries({ queryKey: ['signal-retention', signalId] })
  }
}

/** By the privacy officer, who sees nothing of the signal. */
export function useNameOverseer(signalId: string) {
  const api = useApi()
  const client = useQueryClient()
  return useMutation<null, Failure, OverseerNamed>({
    mutationFn: (named) => api.post(`/v1/signals/${signalId}/overseer`, named),
    onSuccess: () => refreshAll(client),
  })
}
