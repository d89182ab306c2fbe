import { type Static, Type } from 'typebox'

import { FINDING_STATUSES } from '#core/finding.ts'
import { FORMS } from '#core/form.ts'

/** What the files under `indicators/` may hold. docs/catalogue.md explains the same to the person who writes them. */

const strict = { additionalProperties: false }
const Filled = Type.String({ minLength: 1 })
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const IndicatorId = Type.String({ pattern: '^[A-Z]{2,3}-\\d{2}$' })
const Label = Type.Object({ nl: Filled, en: Filled }, strict)
/** Weights are whole thousandths. */
const Thousandths = Type.Number({ multipleOf: 0.001 })

export const STRENGTHS = ['S', 'M', 'Z'] as const
export type Strength = (typeof STRENGTHS)[number]

export function isStronger(one: Strength, other: Strength): boolean {
  return STRENGTHS.indexOf(one) < STRENGTHS.indexOf(other)
}

export const IndicatorSchema = Type.Object(
  {
    id: IndicatorId,
    label: Label,
    dimension: Filled,
    forms: Type.Array(Type.Union(FORMS.map((form) => Type.Literal(form))), { uniqueItems: true }),
    sources: Type.Array(Filled, { minItems: 1 }),
    strength: Type.Union(STRENGTHS.map((strength) => Type.Literal(strength))),
    effectiveFrom: Day,
    /** What it takes beside one registration and its expressions: others beside it, or the ranker that weighs it. */
    needs: Type.Optional(Type.Union([Type.Literal('several-registrations'), Type.Literal('ranker')])),
    expressions: Type.Array(Filled, { uniqueItems: true }),
    examples: Type.Array(Filled, { uniqueItems: true }),
  },
  strict,
)

export const GroupSchema = Type.Object(
  { group: Type.String({ pattern: '^[A-Z]{2,3}$' }), label: Label, indicators: Type.Array(IndicatorSchema) },
  strict,
)

export const SettingsSchema = Type.Object(
  {
    version: Day,
    effectiveFrom: Day,
    note: Label,
    points: Type.Object({ S: Type.Integer(), M: Type.Integer(), Z: Type.Integer() }, strict),
    pointsMostOfZ: Type.Integer({ minimum: 0 }),
    signalFrom: Type.Integer({ minimum: 1 }),
    intercept: Thousandths,
    weightPerPoint: Thousandths,
    scores: Type.Array(Type.Number({ minimum: 0, maximum: 1 }), { minItems: 2 }),
    conclusions: Type.Array(IndicatorId),
    barredWords: Type.Record(Filled, Type.Array(Filled)),
    /** Words that stand for who somebody is, by kind: the ranker may not weigh them. Expressions may look for them. */
    proxyWords: Type.Record(
      Filled,
      Type.Object({ why: Label, words: Type.Array(Filled, { minItems: 1, uniqueItems: true }) }, strict),
    ),
  },
  strict,
)

/** Where a context applies: docs/catalogue.md. */
const REACHES = ['overlap', 'after', 'before', 'sentence', 'registration'] as const

export const ContextSchema = Type.Object(
  {
    status: Type.Union(FINDING_STATUSES.map((status) => Type.Literal(status))),
    reach: Type.Union(REACHES.map((reach) => Type.Literal(reach))),
    indicators: Type.Optional(Type.Array(IndicatorId, { minItems: 1 })),
    when: Type.Optional(Type.Literal('denied')),
    why: Label,
    expressions: Type.Array(Filled, { minItems: 1, uniqueItems: true }),
  },
  strict,
)

export const ContextsSchema = Type.Object({ contexts: Type.Array(ContextSchema) }, strict)

const Words = Type.Array(Filled)
const WordMap = Type.Record(Filled, Words)

export const WordsSchema = Type.Object(
  {
    classes: WordMap,
    equal: Type.Array(Words),
    verbs: Type.Record(
      Filled,
      Type.Object({ past: Words, participle: Filled, present: Type.Optional(Words) }, strict),
    ),
    nouns: WordMap,
    numbers: Type.Record(Filled, Type.Number()),
    negation: Type.Object(
      {
        words: Words,
        before: Words,
        inside: Words,
        fillers: Words,
        unlessFollowedBy: Words,
        contrast: Words,
      },
      strict,
    ),
    abbreviations: Words,
    /** Words that are often written apart: `mensen handel`. */
    splits: Words,
    /** Last parts by which an unknown compound is taken: `reisschuld` is a `schuld`. */
    heads: Words,
    /** Correct words that look like a typing error for a word of the catalogue; several in a line. */
    realWords: Words,
    common: Type.Object({ very: Words, rather: Words }, strict),
  },
  strict,
)

export type GroupData = Static<typeof GroupSchema>
export type Settings = Static<typeof SettingsSchema>
export type ContextData = Static<typeof ContextSchema>
export type WordData = Static<typeof WordsSchema>
