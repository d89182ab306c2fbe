import { Type } from 'typebox'
import { FORMS } from '#core/form.ts'
import { CHANNELS, POWERS } from '#process/guideline.ts'
import { PHASES } from '#process/way-of-working.ts'
import { choice, Id, Label, list, orNull, sourced, strict, Text } from './shape-words.ts'

const MandatoryWhen = Type.Object(
  {
    forms: Type.Array(Type.Enum([...FORMS])),
    channels: Type.Array(Type.Enum([...CHANNELS])),
    circumstances: Type.Array(Id),
  },
  strict,
)

const Guideline = Type.Object(
  {
    fitsWhen: Label,
    criteria: Type.Array(Id),
    by: list(Id),
    qualification: orNull(Id),
    requirements: list(Label),
    legalBasis: sourced(Text),
    power: Type.Enum([...POWERS]),
  },
  strict,
)

/** An act; process/way-of-working.ts and process/guideline.ts explain the words. */
export const Act = choice({
  phases: list(Type.Enum([...PHASES])),
  mandatory: Type.Boolean(),
  mandatoryWhen: orNull(MandatoryWhen),
  evidence: Label,
  information: list(Id),
  done: Label,
  notPossible: list(Id),
  guideline: Guideline,
})
