import { useQuery } from '@tanstack/react-query'
import type { CatalogueMeasured } from '#contract/catalogue.ts'
import { useApi } from '../../shared/context.tsx'

export type Measured = NonNullable<CatalogueMeasured['measured']>
export type IndicatorMeasured = Measured['indicators'][number]

/** In how many training texts each indicator counted; it changes only with a new version of Spoor. */
export function useMeasured() {
  const api = useApi()
  return useQuery({
    queryKey: ['catalogue-measured'],
    queryFn: ({ signal }) => api.get<CatalogueMeasured>('/v1/catalogue/measured', signal),
    staleTime: Infinity,
  })
}
