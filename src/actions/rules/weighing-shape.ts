import { Type } from 'typebox'
import { CONTACT_RESULTS } from '#process/contact.ts'
import { GUARDS } from '#process/guard.ts'
import { CRITERION_KINDS, DECISIONS } from '#process/way-of-working.ts'
import { choice, Id, Label, list, orNull, Origin, sourced, strict, Term, Text } from './shape-words.ts'

/** What a decision or an outcome asks for. */
const demands = {
  needs: Label,
  guards: Type.Array(Type.Enum([...GUARDS])),
  consider: Type.Array(Id),
  legalBasis: sourced(Text),
}

export const Criterion = choice({ kind: Type.Enum([...CRITERION_KINDS]), whenUnknown: orNull(Id) })

export const Decision = Type.Object(
  {
    id: Type.Enum([...DECISIONS]),
    label: Label,
    ...demands,
    accompanies: Type.Boolean(),
    maxTimes: orNull(sourced(Type.Integer({ minimum: 1, maximum: 100 }))),
    ...Origin,
  },
  strict,
)

export const OutcomeShape = choice({
  ...demands,
  stops: Type.Boolean(),
  unless: Type.Array(Id),
  from: list(Type.Enum(['weighing', 'investigating'])),
})

export const Guard = Type.Object(
  {
    id: Type.Enum([...GUARDS]),
    question: Label,
    answers: list(
      choice({
        needsReference: Type.Boolean(),
        contact: Type.Optional(Type.Enum([...CONTACT_RESULTS])),
      }),
    ),
    ...Origin,
  },
  strict,
)

export const Routing = Type.Object(
  {
    question: Label,
    lanes: list(choice({ unit: Id, investigates: Type.Boolean(), administrative: Type.Boolean() })),
    criteria: list(choice({})),
    protectionFirst: list(Id),
    protectionActs: list(Id),
    rule: Label,
    reviewWithin: sourced(Term),
    ...Origin,
  },
  strict,
)
