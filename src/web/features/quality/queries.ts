import { useQuery } from '@tanstack/react-query'
import type { Evaluation } from '#contract/evaluation.ts'
import { useApi } from '../../shared/context.tsx'

export type Report = NonNullable<Evaluation['report']>
export type EvaluatedSet = Report['sets'][number]
export type Share = EvaluatedSet['figures'][number]['share']

/** What was measured of this version of Spoor. */
export function useEvaluation() {
  const api = useApi()
  return useQuery({
    queryKey: ['evaluation'],
    queryFn: ({ signal }) => api.get<Evaluation>('/v1/evaluation', signal),
    staleTime: Infinity,
  })
}
