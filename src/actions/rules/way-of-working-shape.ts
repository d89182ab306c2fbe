import { Type } from 'typebox'
import { PROVENANCE } from '#process/guideline.ts'
import { MEASURES, TARGET_UNITS } from '#process/target.ts'
import { CLOCKS, PHASES, TERM_KINDS, URGENCIES } from '#process/way-of-working.ts'
import { Act } from './act-shape.ts'
import { Crossing, Handover, MandateShape, Partner, Unit } from './handover-shape.ts'
import {
  choice,
  Day,
  each,
  Id,
  Label,
  list,
  orNull,
  Origin,
  some,
  sourced,
  strict,
  Term,
  Text,
} from './shape-words.ts'
import { Criterion, Decision, Guard, OutcomeShape, Routing } from './weighing-shape.ts'

const Urgent = Type.Object(
  {
    id: Type.Enum([...URGENCIES]),
    label: Label,
    criterion: orNull(Id),
    terms: some(TERM_KINDS, Term),
    clocks: some(CLOCKS, Term),
    ...Origin,
  },
  strict,
)

const Baseline = Type.Object({ value: Type.Number(), unit: Text, period: Text, source: Text }, strict)

const TargetShape = choice({
  measure: Type.Enum([...MEASURES]),
  within: orNull(Term),
  unit: Type.Enum([...TARGET_UNITS]),
  value: orNull(Type.Number({ minimum: 0 })),
  aim: Type.Enum(['at-least', 'at-most', 'watch']),
  baseline: orNull(Baseline),
})

const Feed = Type.Object(
  {
    id: Id,
    label: Label,
    expectedBy: Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' }),
    smallBelow: Type.Number({ minimum: 0, maximum: 1 }),
    duty: Type.Object({ unit: Id, role: Id, term: Term }, strict),
    ...Origin,
  },
  strict,
)

const SecondLookShape = Type.Object(
  {
    share: sourced(Type.Number({ minimum: 0, maximum: 1 })),
    everyDays: sourced(Type.Integer({ minimum: 1, maximum: 365 })),
    within: sourced(Term),
    unit: Id,
  },
  strict,
)

const SampleShape = Type.Object(
  {
    perDay: sourced(Type.Integer({ minimum: 1, maximum: 100 })),
    doubleShare: sourced(Type.Number({ minimum: 0, maximum: 1 })),
    within: sourced(Term),
  },
  strict,
)

const History = Type.Object({ id: Id, period: Text, content: Label, ...Origin }, strict)

/** The shape of a file under agencies/; the words are explained in process/way-of-working.ts. */
export const WayOfWorkingShape = Type.Object(
  {
    id: Text,
    organisation: Id,
    effectiveFrom: Day,
    name: Label,
    units: list(Unit),
    triageUnit: Id,
    roles: list(choice({ manager: Type.Boolean() })),
    qualifications: Type.Array(
      choice({
        validYears: orNull(Type.Integer({ minimum: 1, maximum: 20 })),
        blocking: Type.Boolean(),
      }),
    ),
    mandate: MandateShape,
    terms: each(TERM_KINDS, sourced(Term)),
    urgentTerms: Type.Array(Urgent),
    clocks: each(CLOCKS, sourced(Term)),
    escalation: list(Type.Object({ after: Term, unit: Id, role: Id, ...Origin }, strict)),
    targets: list(TargetShape),
    shelveDaysMax: sourced(Type.Integer({ minimum: 1, maximum: 365 })),
    holdDaysMax: sourced(Type.Integer({ minimum: 1, maximum: 365 })),
    contactPhases: sourced(list(Type.Enum([...PHASES]))),
    setAsideCriteria: list(choice({})),
    weighingCriteria: list(Criterion),
    neverCriteria: list(choice({})),
    holdReasons: list(choice({ countedApart: Type.Boolean() })),
    circumstances: Type.Array(choice({})),
    informationSources: list(choice({ regime: Type.Enum(['Wpg', 'AVG']) })),
    provenance: sourced(list(Type.Enum([...PROVENANCE]))),
    notPossibleReasons: list(choice({})),
    acts: list(Act),
    guards: list(Guard),
    decisions: list(Decision),
    outcomes: list(OutcomeShape),
    secondLook: SecondLookShape,
    sample: SampleShape,
    routing: orNull(Routing),
    armCrossings: Type.Array(Crossing),
    partners: list(Partner),
    handovers: Type.Array(Handover),
    handoverRefusals: list(choice({})),
    history: Type.Array(History),
    feeds: Type.Array(Feed),
    quarantine: Type.Object({ unit: Id, term: sourced(Term) }, strict),
  },
  strict,
)
