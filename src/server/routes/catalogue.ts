import { done } from '#core/outcome.ts'
import { read, type Route } from '../route.ts'

export const catalogueRoutes: readonly Route[] = [
  read({
    path: '/catalogue',
    operationId: 'leesCatalogus',
    act: 'see-rules',
    tag: 'Catalogus',
    summary: 'De indicatoren waar de scan naar zoekt, in woorden',
    answer: 'CatalogueView',
    async handle({ house }) {
      const { version, effectiveFrom, calibrated, indicators } = house.catalogue
      return done({
        version,
        effectiveFrom,
        calibrated,
        indicators: indicators.map((one) => ({
          id: one.id,
          group: one.group,
          label: one.label,
          dimension: one.dimension,
          strength: one.strength,
          forms: [...one.forms],
          effectiveFrom: one.effectiveFrom,
          needsSeveral: one.needsSeveral,
        })),
      })
    },
  }),
]
