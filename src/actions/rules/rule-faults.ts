import { isDay, type Day } from '#core/time.ts'
import { GUARDS } from '#process/guard.ts'
import type { Label } from '#process/sourced.ts'
import { SHELVE } from '#process/weighing.ts'
import type { Fault } from './fault.ts'
import { handoverDecisions, handovers, mandate, partners, secondLook } from './handover-faults.ts'
import type { JsonFile, JsonPath } from './json-file.ts'
import { placesAt, placesNamed, textsAt, type Place, type Says } from './places.ts'
import { contactPhases, crossings, routing, twoTests } from './protection-faults.ts'

/** What the rules of the house ask of a way of working, beyond its shape and its references. */
export function ruleFaults(json: JsonFile): readonly Fault[] {
  const says: Says = (path, en, nl) => ({ file: json.file, line: json.lineOf(path), says: { en, nl } })
  const rules = [
    ...[
      ladder,
      urgentIsShorter,
      guardsAreAnswered,
      capacity,
      capacityIsCounted,
      mandatory,
      timesAreCounted,
      targets,
    ],
    ...[
      twoTests,
      routing,
      crossings,
      contactPhases,
      handovers,
      handoverDecisions,
      partners,
      mandate,
      secondLook,
    ],
  ]
  return rules.flatMap((rule) => rule(json.value, says))
}

/** `checkedOn` and the other days: a day that exists; nobody has checked a value tomorrow. */
export function dayFaults({ file, value, lineOf }: JsonFile, today: Day): readonly Fault[] {
  const fault = (path: JsonPath, says: Label): Fault => ({ file, line: lineOf(path), says })
  const isWritten = ({ value: day }: Place) => typeof day === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(day)
  const days = ['checkedOn', 'effectiveFrom', 'from', 'until', 'inForceFrom', 'textOf'].flatMap((name) =>
    placesNamed(value, name).filter(isWritten),
  )
  return days.flatMap(({ path, value: day }) => {
    if (!isDay(String(day))) {
      return [
        fault(path, {
          en: `${String(day)} is no day that exists`,
          nl: `${String(day)} is geen bestaande dag`,
        }),
      ]
    }
    if (path.at(-1) !== 'checkedOn' || String(day) <= today) return []
    return [
      fault(path, {
        en: `"checkedOn" is ${String(day)}, which is after today (${today}); write null as long as nobody has checked it`,
        nl: `"checkedOn" is ${String(day)}, en dat is na vandaag (${today}); schrijf null zolang niemand het heeft nagegaan`,
      }),
    ]
  })
}

/** The ladder climbs, and ends at a manager. */
function ladder(file: unknown, says: Says): readonly Fault[] {
  const steps = placesAt(file, 'escalation.*')
  const managers = placesAt(file, 'roles.*')
    .filter(({ value }) => (value as { manager?: unknown } | null)?.manager === true)
    .flatMap(({ value }) => textsAt(value, 'id'))
  const hours = steps.map(({ value }) => hoursOf(placesAt(value, 'after')[0]?.value))
  const faults = steps.flatMap(({ path }, at) =>
    at > 0 && hours[at]! <= hours[at - 1]!
      ? [
          says(
            [...path, 'after'],
            'this step of the ladder is not later than the step before it',
            'deze trede van de ladder is niet later dan de trede ervoor',
          ),
        ]
      : [],
  )
  const last = steps.at(-1)
  const role = last && textsAt(last.value, 'role')[0]
  if (last === undefined || role === undefined || managers.includes(role)) return faults
  const named = managers.map((id) => `"${id}"`).join(', ')
  return [
    ...faults,
    says(
      [...last.path, 'role'],
      `the ladder ends at "${role}", who is no manager; it must end at one of ${named}`,
      `de ladder eindigt bij "${role}", en dat is geen leidinggevende; hij moet eindigen bij een van ${named}`,
    ),
  ]
}

/** A working day counts as a whole day here: only to see which of two terms is longer. */
function hoursOf(term: unknown): number {
  const { value, unit } = (term ?? {}) as { value?: unknown; unit?: unknown }
  return typeof value === 'number' ? value * (unit === 'hours' ? 1 : 24) : Number.NaN
}

function urgentIsShorter(file: unknown, says: Says): readonly Fault[] {
  return ['terms', 'clocks'].flatMap((group) =>
    placesAt(file, `urgentTerms.*.${group}`).flatMap(({ path, value }) =>
      Object.entries((value ?? {}) as Readonly<Record<string, unknown>>)
        .filter(([kind, term]) => hoursOf(term) > hoursOf(placesAt(file, `${group}.${kind}.value`)[0]?.value))
        .map(([kind]) =>
          says(
            [...path, kind],
            `the urgent term of "${kind}" is longer than the ordinary one`,
            `de termijn bij spoed van "${kind}" is langer dan de gewone`,
          ),
        ),
    ),
  )
}

/** The four guards are there, and every ending asks for them; to shelve is no ending. */
function guardsAreAnswered(file: unknown, says: Says): readonly Fault[] {
  const listed = textsAt(file, 'guards.*.id')
  const gone = placesAt(file, 'guards').flatMap(({ path }) =>
    GUARDS.filter((guard) => !listed.includes(guard)).map((guard) =>
      says(path, `the guard "${guard}" is missing`, `de waarborg "${guard}" ontbreekt`),
    ),
  )
  const endings = placesAt(file, 'outcomes.*').filter(({ value }) => !textsAt(value, 'id').includes(SHELVE))
  const open = endings.flatMap(({ path, value }) =>
    placesAt(value, 'guards').flatMap((named) =>
      GUARDS.filter((guard) => !textsAt(named.value, '*').includes(guard)).map((guard) =>
        says(
          [...path, 'guards'],
          `this outcome ends a signal, so it must ask for the guard "${guard}"`,
          `deze uitkomst sluit een signaal af en moet dus naar de waarborg "${guard}" vragen`,
        ),
      ),
    ),
  )
  return [...gone, ...open]
}

/** Words that give away a criterion that may never count (Wet politiegegevens art. 7a), whatever its id. */
const NEVER = /\b(capacit(y|eit)|nationalit(y|eit)|ethnicity|etniciteit|religion|religie)\b/i

/** Lists of what may decide over a signal. */
const CLOSED = ['setAsideCriteria', 'weighingCriteria', 'routing.criteria', 'outcomes', 'handoverRefusals']

/** Capacity, and what may never count, is no criterion, no outcome and no reason to refuse what another offers. */
function capacity(file: unknown, says: Says): readonly Fault[] {
  const never = new Set<unknown>(['capacity', ...textsAt(file, 'neverCriteria.*.id')])
  const closed = CLOSED.flatMap((list) => placesAt(file, `${list}.*`))
  return closed.flatMap(({ path, value }) => {
    const named = placesAt(value, 'id').filter(({ value: id }) => never.has(id))
    const written = ['label.nl', 'label.en']
      .flatMap((pattern) => placesAt(value, pattern))
      .filter(({ value: text }) => NEVER.test(String(text)))
    const [first] = [...named, ...written]
    if (first === undefined) return []
    return [
      says(
        [...path, ...first.path],
        'this may never count in a decision; capacity stands under "holdReasons", the rest under "neverCriteria"',
        'dit mag nooit meetellen in een besluit; capaciteit staat onder "holdReasons", de rest onder "neverCriteria"',
      ),
    ]
  })
}

/** Waiting for capacity is shown and counted on its own. */
function capacityIsCounted(file: unknown, says: Says): readonly Fault[] {
  return placesAt(file, 'holdReasons.*').flatMap(({ path, value }) => {
    const { id, countedApart } = (value ?? {}) as Readonly<Record<string, unknown>>
    if (id !== 'capacity' || countedApart !== false) return []
    return [
      says(
        [...path, 'countedApart'],
        'waiting for capacity is counted on its own: "countedApart" must be true',
        'wachten op capaciteit telt apart: "countedApart" moet true zijn',
      ),
    ]
  })
}

function mandatory(file: unknown, says: Says): readonly Fault[] {
  return placesAt(file, 'acts.*').flatMap(({ path, value }) => {
    const [when] = placesAt(value, 'mandatoryWhen')
    const conditions = ['forms', 'channels', 'circumstances'].flatMap((name) =>
      placesAt(when?.value, `${name}.*`),
    )
    const always = placesAt(value, 'mandatory')[0]?.value === true
    if (when === undefined || when.value === null || (!always && conditions.length > 0)) return []
    return [
      says(
        [...path, 'mandatoryWhen'],
        'an act that is always mandatory has "mandatory": true and "mandatoryWhen": null; a conditional one names at least one form, channel or circumstance',
        'een handeling die altijd verplicht is heeft "mandatory": true en "mandatoryWhen": null; een voorwaardelijke noemt minstens één vorm, kanaal of omstandigheid',
      ),
    ]
  })
}

/** Only asking for more enrichment leads back to where it came from. */
function timesAreCounted(file: unknown, says: Says): readonly Fault[] {
  return placesAt(file, 'decisions.*')
    .filter(({ value }) => !textsAt(value, 'id').includes('enrich-further'))
    .flatMap(({ path, value }) => {
      const [most] = placesAt(value, 'maxTimes')
      if (most === undefined || most.value === null) return []
      return [
        says(
          [...path, 'maxTimes'],
          'only "enrich-further" is counted; "maxTimes" of another decision is null',
          'alleen "enrich-further" wordt geteld; "maxTimes" van een ander besluit is null',
        ),
      ]
    })
}

function targets(file: unknown, says: Says): readonly Fault[] {
  return placesAt(file, 'targets.*').flatMap(({ path, value }) => {
    const [measure] = textsAt(value, 'measure')
    const [within] = placesAt(value, 'within')
    if (measure === undefined || within === undefined) return []
    if (measure.endsWith('-within') === (within.value !== null)) return []
    return [
      says(
        [...path, 'within'],
        `"within" is a term for a measure that ends in "-within", and null for another; this one is "${measure}"`,
        `"within" is een termijn bij een maat die op "-within" eindigt, en null bij een andere; dit is "${measure}"`,
      ),
    ]
  })
}
