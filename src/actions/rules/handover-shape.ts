import { Type } from 'typebox'
import { FORMS } from '#core/form.ts'
import { PARTNER_CHANNELS, WAYS_TO_PARTNER } from '#process/partner.ts'
import { ARMS, MANDATES, REGIMES } from '#process/unit.ts'
import { choice, Day, Id, Label, list, orNull, Origin, sourced, strict, Term, Text } from './shape-words.ts'

export const Unit = Type.Object(
  {
    id: Id,
    label: Label,
    regime: Type.Enum([...REGIMES]),
    arm: orNull(Type.Enum([...ARMS])),
    place: orNull(Id),
  },
  strict,
)

export const MandateShape = Type.Object(
  {
    investigates: Type.Enum([...MANDATES]),
    forms: Type.Array(Type.Enum([...FORMS])),
    refusal: Label,
    support: orNull(Id),
    ...Origin,
  },
  strict,
)

export const Partner = choice({
  organisation: orNull(Id),
  accepts: Label,
  way: Type.Enum([...WAYS_TO_PARTNER]),
  channel: Type.Enum([...PARTNER_CHANNELS]),
  receiptNeeded: Type.Boolean(),
  abroad: Type.Boolean(),
  regime: Type.Enum([...REGIMES]),
  region: orNull(Text),
  from: orNull(Day),
  until: orNull(Day),
})

export const Handover = choice({
  to: Id,
  moments: list(choice({})),
  acts: Type.Array(Id),
  acceptWithin: sourced(Term),
})

export const Crossing = choice({
  from: Type.Enum([...ARMS]),
  to: Type.Enum([...ARMS]),
  requirements: list(Label),
  within: sourced(Term),
})
