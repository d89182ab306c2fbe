import { useQuery } from '@tanstack/react-query'
import type { CatalogueFiles } from '#contract/catalogue.ts'
import { type CatalogueData, readCatalogueFiles } from '#scan/catalogue-files.ts'
import { type Catalogue, compileCatalogue } from '#scan/scan.ts'
import { useApi } from '../../shared/context.tsx'

/** The catalogue as it was written, and ready to scan with. */
export interface OpenCatalogue {
  readonly data: CatalogueData
  readonly catalogue: Catalogue
}

/** Fetched and compiled once; it changes only with a new version of Spoor. */
export function useCatalogue() {
  const api = useApi()
  return useQuery<OpenCatalogue>({
    queryKey: ['catalogue'],
    queryFn: async ({ signal }) => {
      const { files } = await api.get<CatalogueFiles>('/v1/catalogue/files', signal)
      return { data: readCatalogueFiles(files), catalogue: compileCatalogue(files) }
    },
    staleTime: Infinity,
    // Compiled tables are no plain data: nothing to compare part by part.
    structuralSharing: false,
  })
}
