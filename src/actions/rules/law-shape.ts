import { Type } from 'typebox'
import { FORMS } from '#core/form.ts'
import { ORGANISATIONS } from '#core/organisation.ts'
import { KEPT_CHANNELS } from '#process/channel.ts'
import { ACTIVITIES } from '#process/processing-activity.ts'
import { RETENTION_REGIMES, RETENTION_STATUSES, RETENTION_TERMS, RUNS_FROM } from '#process/retention.ts'
import { ARMS } from '#process/unit.ts'
import { choice, Day, Id, Label, list, orNull, Origin, sourced, strict, Term, Text } from './shape-words.ts'

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

/** law/access.json; process/access-terms.ts explains the words. */
export const AccessTermsShape = Type.Object(
  {
    versions: list(
      Type.Object(
        {
          ...Version,
          openFor: sourced(Term),
          reviewWithin: sourced(Term),
          nameOverseerWithin: sourced(Term),
          goneAfter: sourced(Term),
        },
        strict,
      ),
    ),
  },
  strict,
)

/** law/rules.json */
export const RulesShape = Type.Object(
  { rules: list(choice({ from: orNull(Day), until: orNull(Day), content: Label })) },
  strict,
)

const Period = Type.String({ pattern: '^P\\d{1,3}[YMD]$' })
const Status = Type.Enum([...RETENTION_STATUSES])

/** law/retention.json; process/retention.ts explains the words. Every clock and every term stands in it, once. */
export const RetentionShape = Type.Object(
  {
    versions: list(
      Type.Object(
        {
          ...Version,
          clocks: list(
            Type.Object(
              {
                id: Type.Enum([...RETENTION_REGIMES]),
                label: Label,
                free: orNull(Period),
                remove: Period,
                runsFrom: Type.Enum([...RUNS_FROM]),
                review: orNull(Period),
                vault: orNull(Period),
                status: Status,
                ...Origin,
              },
              strict,
            ),
          ),
          regimes: list(
            Type.Object(
              {
                organisation: orNull(Type.Enum([...ORGANISATIONS])),
                kind: orNull(Type.Enum([...KEPT_CHANNELS])),
                arm: orNull(Type.Enum([...ARMS])),
                regime: Type.Enum([...RETENTION_REGIMES]),
                ...Origin,
              },
              strict,
            ),
          ),
          terms: list(
            Type.Object(
              {
                id: Type.Enum([...RETENTION_TERMS]),
                label: Label,
                term: Period,
                status: Status,
                ...Origin,
              },
              strict,
            ),
          ),
          holdReasons: list(choice({})),
        },
        strict,
      ),
    ),
  },
  strict,
)

/** law/processing-activities.json; process/processing-activity.ts explains the words. */
export const ActivitiesShape = Type.Object(
  {
    activities: list(
      Type.Object(
        {
          id: Type.Enum([...ACTIVITIES]),
          version: Type.Integer({ minimum: 1 }),
          from: Day,
          label: Label,
          purpose: Label,
          controllers: list(
            Type.Object(
              {
                organisation: Type.Enum([...ORGANISATIONS]),
                name: Text,
                website: Type.String({ pattern: '^https://' }),
                ground: Text,
              },
              strict,
            ),
          ),
          subjects: list(Label),
          data: list(Label),
          recipients: list(Label),
          retention: Label,
          confidential: Type.Boolean(),
          ...Origin,
        },
        strict,
      ),
    ),
  },
  strict,
)
