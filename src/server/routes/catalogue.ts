import { indicatorsMeasured } from '#actions/evaluation.ts'
import { done } from '#core/outcome.ts'
import { read, type Route } from '../route.ts'

/** How long a browser may keep the files. Each scan says with which version it was made. */
const FILES_SECONDS = 600

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
  read({
    path: '/catalogue/files',
    operationId: 'leesCatalogusBestanden',
    act: 'see-rules',
    tag: 'Catalogus',
    summary: 'De catalogus zoals hij geschreven is, met het model',
    description:
      'Zonder persoonsgegevens. Wie dit leest kan de scan zelf draaien, in de browser bijvoorbeeld.',
    answer: 'CatalogueFiles',
    headers: { 'Cache-Control': `private, max-age=${FILES_SECONDS}` },
    handle: ({ house }) =>
      Promise.resolve(
        done({ version: house.catalogue.version, files: house.catalogueFiles.map((file) => ({ ...file })) }),
      ),
  }),
  read({
    path: '/catalogue/measured',
    operationId: 'leesGemetenIndicatoren',
    act: 'see-rules',
    tag: 'Catalogus',
    summary: 'In hoeveel fictieve teksten elke indicator telde',
    answer: 'CatalogueMeasured',
    handle: async () => done(await indicatorsMeasured()),
  }),
]
