import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { OverseerNamed, SignalAccess, SignalAccessChange } from '#contract/keeping.ts'
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

/** By the privacy officer, who sees nothing of the signal. */
export function useNameOverseer(signalId: string) {
  const api = useApi()
  const client = useQueryClient()
  return useMutation<null, Failure, OverseerNamed>({
    mutationFn: (named) => api.post(`/v1/signals/${signalId}/overseer`, named),
    onSuccess: () => refreshAll(client),
  })
}
