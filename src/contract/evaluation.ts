import { Type, type Static } from 'typebox'
import { Nullable, oneOf } from './shape.ts'

/** A share with its 95 % interval (Wilson); without `share`: of nothing. */
export const MeasuredShare = Type.Object({
  hits: Type.Number(),
  n: Type.Integer(),
  share: Type.Optional(Type.Number()),
  low: Type.Optional(Type.Number()),
  high: Type.Optional(Type.Number()),
})
export type MeasuredShare = Static<typeof MeasuredShare>

/** The figures of one set, in the order in which they are shown. */
export const FIGURES = [
  'recall',
  'hiddenRecall',
  'precision',
  'averagePrecision',
  'hardNegativesRaised',
  'ordinaryRaised',
  'evidenceFound',
] as const

const Way = Type.Object({
  name: Type.String(),
  recall: MeasuredShare,
  hiddenRecall: MeasuredShare,
  hardNegativesRead: MeasuredShare,
  averagePrecision: MeasuredShare,
})

const Shortfall = Type.Object({
  figure: Type.String(),
  measured: Nullable(
    Type.Object({
      value: Type.Number(),
      bound: oneOf(['at-least', 'at-most'] as const),
      limit: Type.Number(),
    }),
  ),
})
export type Shortfall = Static<typeof Shortfall>

const EvaluatedSet = Type.Object({
  name: Type.String(),
  registrations: Type.Integer(),
  signals: Type.Integer(),
  figures: Type.Array(Type.Object({ id: oneOf(FIGURES), share: MeasuredShare })),
  forms: Type.Array(Type.Object({ form: Type.String(), recall: MeasuredShare, named: MeasuredShare })),
  strata: Type.Array(
    Type.Object({
      id: Type.String(),
      parts: Type.Array(
        Type.Object({ id: Type.String(), recall: MeasuredShare, raisedWrongly: MeasuredShare }),
      ),
    }),
  ),
  traps: Type.Array(Type.Object({ id: Type.String(), raised: MeasuredShare })),
  calibration: Type.Object({
    brier: Type.Number(),
    error: Type.Number(),
    bins: Type.Array(Type.Object({ from: Type.Number(), score: Type.Number(), signals: MeasuredShare })),
  }),
  workload: Type.Integer({ description: 'Registrations that the scan raises; the others read as many' }),
  ways: Type.Array(Way),
  shortfalls: Type.Array(Shortfall),
})
export type EvaluatedSet = Static<typeof EvaluatedSet>

/** GET /v1/evaluation: what `npm run eval` measured last. All of it is fictional text. */
export const Evaluation = Type.Object({
  report: Nullable(
    Type.Object({
      catalogue: Type.String({ description: 'What was measured; another one may be deployed' }),
      ranker: Type.Boolean(),
      texts: Type.Integer(),
      batches: Type.Object({ train: Type.Integer(), sealed: Type.Integer() }),
      sealedOpened: Type.Boolean({ description: 'Whether batches that nobody had looked at were opened' }),
      sets: Type.Array(EvaluatedSet),
    }),
  ),
})
export type Evaluation = Static<typeof Evaluation>
