import { type Static, Type } from 'typebox'
import { Check } from 'typebox/schema'

/** What `indicators/ranker.json` holds: written by `spoor catalogue train`, read by everybody. docs/catalogue.md. */

const strict = { additionalProperties: false }
const Weights = Type.Array(Type.Number())

export const RankerSchema = Type.Object(
  {
    /** What it was trained from, so that anybody can train it again and compare. */
    trained: Type.Object(
      {
        batches: Type.Array(Type.String()),
        texts: Type.Integer(),
        signals: Type.Integer(),
        hash: Type.String(),
      },
      strict,
    ),
    /** Measured on batches that a model did not see, batch after batch; fictional text. */
    crossValidated: Type.Record(Type.String(), Type.Number()),
    /** A missed signal is so much worse than a registration looked at for nothing. The threshold follows from it. */
    cost: Type.Object({ missed: Type.Number(), lookedAt: Type.Number() }, strict),
    threshold: Type.Number({ minimum: 0, maximum: 1 }),
    intercept: Type.Number({ multipleOf: 0.001 }),
    /** Chances for log-odds from `from` on, each `step` further; between two of them in a straight line. */
    scores: Type.Object({ from: Type.Number(), step: Type.Number(), values: Weights }, strict),
    /** Log-odds that an indicator adds when it counts; `ALG-01:M`: by an expression that is worth less than it (or more). */
    indicators: Type.Record(Type.String(), Type.Number({ multipleOf: 0.001 })),
    forms: Type.Array(Type.String()),
    /** For each form: its intercept, and what it takes to be named second. */
    formIntercepts: Weights,
    formSecondFrom: Type.Number(),
    formIndicators: Type.Record(Type.String(), Weights),
    /** Neutral words: weight, square for the length of a text, and a weight for each form. */
    words: Type.Record(Type.String(), Weights),
    /** Two words after each other: weight and square. */
    pairs: Type.Record(Type.String(), Weights),
  },
  strict,
)

export type RankerData = Static<typeof RankerSchema>

/**
 * Whether a value is a ranker, as the schema says. The many thousands of words and pairs are looked at by a loop: the
 * schema takes longer over them than over all the rest of a catalogue, at each start.
 */
export function isRanker(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const { words, pairs } = value as Readonly<Record<string, unknown>>
  return areLists(words) && areLists(pairs) && Check(RankerSchema, { ...value, words: {}, pairs: {} })
}

function areLists(record: unknown): boolean {
  if (typeof record !== 'object' || record === null || Array.isArray(record)) return false
  return Object.values(record).every((list) => Array.isArray(list) && list.every(Number.isFinite))
}
