import { Type, type Static } from 'typebox'
import { MeasuredShare } from './evaluation.ts'
import { DayShape, FormShape, Label, Nullable, oneOf } from './shape.ts'

/** GET /v1/catalogue: what the scan looks for, in words. */
export const CatalogueView = Type.Object({
  version: Type.String({ description: 'Version and content hash: what a score was made with' }),
  effectiveFrom: DayShape,
  calibrated: Type.Boolean({ description: 'False: the score is a count in the shape of a chance' }),
  indicators: Type.Array(
    Type.Object({
      id: Type.String(),
      group: Type.String(),
      label: Label,
      dimension: Type.String(),
      strength: oneOf(['S', 'M', 'Z'] as const),
      forms: Type.Array(FormShape),
      effectiveFrom: DayShape,
      needsSeveral: Type.Boolean({ description: 'Seen only over several registrations together' }),
    }),
  ),
})
export type CatalogueView = Static<typeof CatalogueView>

/** GET /v1/catalogue/files: the catalogue as it was written, for the scan that runs in a browser. */
export const CatalogueFiles = Type.Object({
  version: Type.String(),
  files: Type.Array(Type.Object({ path: Type.String(), text: Type.String() })),
})
export type CatalogueFiles = Static<typeof CatalogueFiles>

/** GET /v1/catalogue/measured: in how many training texts each indicator counted. All of it is fictional text. */
export const CatalogueMeasured = Type.Object({
  measured: Nullable(
    Type.Object({
      texts: Type.Integer(),
      signals: Type.Integer({ description: 'Of those texts' }),
      indicators: Type.Array(
        Type.Object({
          id: Type.String(),
          signals: Type.Integer({ description: 'Signals in which it counted' }),
          others: Type.Integer({ description: 'Other texts in which it counted' }),
          precision: MeasuredShare,
        }),
      ),
    }),
  ),
})
export type CatalogueMeasured = Static<typeof CatalogueMeasured>
