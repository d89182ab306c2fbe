import { Type } from 'typebox'
import { FORMS } from '#core/form.ts'
import { choice, Day, Id, Label, list, orNull, Origin, strict } from './shape-words.ts'

const Version = { id: Id, label: Label, inForceFrom: orNull(Day), textOf: orNull(Day), ...Origin }

/** law/273f-sr.json; process/law.ts explains the words. */
export const OffencesShape = Type.Object(
  {
    versions: list(
      Type.Object(
        {
          ...Version,
          variants: list(choice({ needsMeans: Type.Boolean(), under18Only: Type.Boolean() })),
          acts: list(choice({})),
          means: list(choice({})),
          purposes: list(choice({ forms: list(Type.Enum([...FORMS])) })),
          penalties: list(choice({ years: Type.Integer({ minimum: 1 }), life: Type.Boolean() })),
          minors: Label,
          nonPunishment: Label,
          beside: Type.Array(choice({})),
        },
        strict,
      ),
    ),
  },
  strict,
)

/** law/reflection-period.json */
export const ReflectionPeriodsShape = Type.Object(
  {
    versions: list(
      Type.Object(
        {
          ...Version,
          months: Type.Integer({ minimum: 1 }),
          dublinDays: orNull(Type.Integer({ minimum: 1 })),
          onlyWithoutLawfulStay: Type.Boolean(),
          once: Type.Boolean(),
          endReasons: list(choice({})),
        },
        strict,
      ),
    ),
  },
  strict,
)

/** law/kmar-places.json */
export const PlacesShape = Type.Object(
  {
    versions: list(
      Type.Object({ ...Version, places: list(choice({ scope: Type.Enum(['full', 'civil-only']) })) }, strict),
    ),
  },
  strict,
)

/** law/rules.json */
export const RulesShape = Type.Object(
  { rules: list(choice({ from: orNull(Day), until: orNull(Day), content: Label })) },
  strict,
)
