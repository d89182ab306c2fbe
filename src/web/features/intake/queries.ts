import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  DayPage,
  Discard,
  ImportPage,
  ImportStarted,
  ImportView,
  QuarantinePage,
  QuarantineSearch,
  Repair,
  Repaired,
} from '#contract/intake.ts'
import type { Failure } from '../../shared/api/failure.ts'
import { useAnnounce } from '../../shared/components/announcer.tsx'
import { useApi } from '../../shared/context.tsx'
import { refreshAll } from '../../shared/queries.ts'
import { useText } from '../../shared/text.ts'

const SECOND = 1000

export function useImports() {
  const api = useApi()
  return useQuery({
    queryKey: ['imports'],
    queryFn: ({ signal }) => api.get<ImportPage>('/v1/imports', signal),
    refetchInterval: ({ state }) => (state.data?.imports.some(isUnderWay) === true ? 2 * SECOND : false),
  })
}

/** One import, asked for every second while it is under way or while the scan still reads what it brought. */
export function useImport(id: string) {
  const api = useApi()
  return useQuery({
    queryKey: ['imports', id],
    queryFn: ({ signal }) => api.get<ImportView>(`/v1/imports/${id}`, signal),
    refetchInterval: ({ state }) =>
      state.data === undefined || isUnderWay(state.data) || waitsForScan(state.data) ? SECOND : false,
  })
}

export function isUnderWay({ state }: ImportView): boolean {
  return state === 'waiting' || state === 'running'
}

export function waitsForScan({ state, accepted, scanned }: ImportView): boolean {
  return state === 'finished' && scanned < accepted
}

interface Upload {
  readonly file: File
  readonly mapping: string | undefined
  readonly onProgress: (share: number) => void
}

export function useUpload() {
  const api = useApi()
  const client = useQueryClient()
  return useMutation<ImportStarted, Failure, Upload>({
    mutationFn: ({ file, mapping, onProgress }) => {
      const form = new FormData()
      // The server reads the form as it comes in: what tells how to read the file stands before the file.
      if (mapping !== undefined) form.append('mapping', mapping)
      form.append('file', file)
      return api.upload('/v1/imports', form, onProgress)
    },
    onSuccess: () => void refreshAll(client),
  })
}

export function useDays() {
  const api = useApi()
  return useQuery({
    queryKey: ['days'],
    queryFn: ({ signal }) => api.get<DayPage>('/v1/days', signal),
    refetchInterval: 60 * SECOND,
  })
}

export function useQuarantine(importId: string | undefined) {
  const api = useApi()
  const search: QuarantineSearch = { limit: 200, ...(importId === undefined ? {} : { importId }) }
  return useQuery({
    queryKey: ['quarantine', search],
    queryFn: ({ signal }) => api.post<QuarantinePage>('/v1/quarantine-lines/_zoek', search, signal),
  })
}

export function useRepair(line: string) {
  const api = useApi()
  return useMutation<Repaired, Failure, Repair>({
    mutationFn: (repair) => api.post(`/v1/quarantine-lines/${line}/repairs`, repair),
    onSuccess: useSaid('quarantine.repaired'),
  })
}

export function useDiscard(line: string) {
  const api = useApi()
  return useMutation<unknown, Failure, Discard>({
    mutationFn: (discard) => api.post(`/v1/quarantine-lines/${line}/discards`, discard),
    onSuccess: useSaid('quarantine.discarded'),
  })
}

function useSaid(key: 'quarantine.repaired' | 'quarantine.discarded') {
  const client = useQueryClient()
  const announce = useAnnounce()
  const { t } = useText()
  return () => {
    announce(t(key))
    void refreshAll(client)
  }
}
