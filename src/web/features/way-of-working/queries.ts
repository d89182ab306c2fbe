import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { VersionDecision, WayOfWorkingDetail, WayOfWorkingList } from '#contract/way-of-working.ts'
import type { Failure } from '../../shared/api/failure.ts'
import { useAnnounce } from '../../shared/components/announcer.tsx'
import { useApi } from '../../shared/context.tsx'
import { useText } from '../../shared/text.ts'

export type Rules = WayOfWorkingDetail['content']
export type Version = WayOfWorkingList['versions'][number]

const VERSIONS = ['ways-of-working'] as const

export function useVersions() {
  const api = useApi()
  return useQuery({
    queryKey: VERSIONS,
    queryFn: ({ signal }) => api.get<WayOfWorkingList>('/v1/ways-of-working', signal),
  })
}

export function useVersion(id: string | undefined) {
  const api = useApi()
  return useQuery({
    queryKey: [...VERSIONS, id],
    queryFn: ({ signal }) => api.get<WayOfWorkingDetail>(pathOf(id ?? ''), signal),
    enabled: id !== undefined,
  })
}

export function useVersionDecision(id: string) {
  const api = useApi()
  const client = useQueryClient()
  const announce = useAnnounce()
  const { t } = useText()
  return useMutation<unknown, Failure, VersionDecision>({
    mutationFn: (decision) => api.post(`${pathOf(id)}/decisions`, decision),
    onSuccess: (_, { decision }) => {
      announce(t('common.saved', { what: t(`version-decision.${decision}`) }))
      void client.invalidateQueries({ queryKey: VERSIONS })
    },
  })
}

/** Ids of versions hold an @. */
function pathOf(id: string): string {
  return `/v1/ways-of-working/${encodeURIComponent(id)}`
}
