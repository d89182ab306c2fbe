import { Type } from 'typebox'
import { ORGANISATIONS } from '#core/organisation.ts'
import { DUTY_KINDS, PHASES } from '#process/way-of-working.ts'

/** The shape of a file under agencies/; the words are explained in process/way-of-working.ts. */
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const Label = Type.Object({ nl: Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }) })
const Origin = { source: Type.String({ minLength: 1 }), checkedOn: Type.Union([Day, Type.Null()]) }
const Id = Type.String({ pattern: '^[a-z][a-z0-9-]*$' })
const Choice = { id: Id, label: Label, ...Origin }
const Term = Type.Object({
  value: Type.Integer({ minimum: 0, maximum: 1000 }),
  unit: Type.Enum(['working-days', 'hours']),
})
const strict = { additionalProperties: false }

export const WayOfWorkingShape = Type.Object(
  {
    id: Type.String(),
    organisation: Type.Enum([...ORGANISATIONS]),
    effectiveFrom: Day,
    name: Label,
    units: Type.Array(Type.Object({ id: Id, label: Label }, strict), { minItems: 1 }),
    triageUnit: Id,
    terms: Type.Object(
      Object.fromEntries(DUTY_KINDS.map((kind) => [kind, Type.Object({ value: Term, ...Origin }, strict)])),
      strict,
    ),
    shelveDaysMax: Type.Object({ value: Type.Integer({ minimum: 1, maximum: 365 }), ...Origin }, strict),
    setAsideCriteria: Type.Array(Type.Object(Choice, strict), { minItems: 1 }),
    weighingCriteria: Type.Array(Type.Object(Choice, strict), { minItems: 1 }),
    acts: Type.Array(
      Type.Object(
        { ...Choice, phases: Type.Array(Type.Enum([...PHASES])), mandatory: Type.Boolean(), evidence: Label },
        strict,
      ),
      { minItems: 1 },
    ),
    outcomes: Type.Array(
      Type.Object(
        { ...Choice, stops: Type.Boolean(), from: Type.Array(Type.Enum(['weighing', 'investigating'])) },
        strict,
      ),
      { minItems: 1 },
    ),
    feeds: Type.Array(
      Type.Object(
        {
          id: Id,
          label: Label,
          expectedBy: Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' }),
          smallBelow: Type.Number({ minimum: 0, maximum: 1 }),
          duty: Type.Object({ unit: Id, role: Type.String(), term: Term }, strict),
          ...Origin,
        },
        strict,
      ),
    ),
    quarantine: Type.Object({ unit: Id, term: Type.Object({ value: Term, ...Origin }, strict) }, strict),
  },
  strict,
)
