import type { Fault } from './fault.ts'
import { placesAt, textsAt, type Place, type Says } from './places.ts'

/**
 * The test for offering protection (the slightest indication) and the test for an investigation (leads) are two
 * questions, both asked: NL: beschermingstoets, aanknopingspunten.
 */
export function twoTests(file: unknown, says: Says): readonly Fault[] {
  const criteria = placesAt(file, 'weighingCriteria.*')
  const gone = placesAt(file, 'weighingCriteria').flatMap(({ path }) =>
    ['lead', 'protection']
      .filter((kind) => ofKind(criteria, kind).length === 0)
      .map((kind) =>
        says(
          path,
          `no weighing criterion has "kind": "${kind}"; the protection test and the test for leads are both asked`,
          `geen wegingscriterium heeft "kind": "${kind}"; de beschermingstoets en de vraag naar aanknopingspunten worden allebei gesteld`,
        ),
      ),
  )
  const leads = ofKind(criteria, 'lead').flatMap(({ value }) => wordsOf(value))
  const same = ofKind(criteria, 'protection').filter(({ value }) =>
    wordsOf(value).some((words) => leads.includes(words)),
  )
  return [
    ...gone,
    ...same.map(({ path }) =>
      says(
        [...path, 'label'],
        'this protection test asks the same as the test for leads; they are never the same question',
        'deze beschermingstoets vraagt hetzelfde als de vraag naar aanknopingspunten; het is nooit dezelfde vraag',
      ),
    ),
  ]
}

/** Protection comes before any administrative step, and does not depend on leads. */
export function routing(file: unknown, says: Says): readonly Fault[] {
  const criteria = placesAt(file, 'weighingCriteria.*')
  const idsOf = (kind: string) => ofKind(criteria, kind).flatMap(({ value }) => textsAt(value, 'id'))
  const [first] = placesAt(file, 'routing.protectionFirst')
  const named = textsAt(file, 'routing.protectionFirst.*')
  const missing = first !== undefined && !named.some((id) => idsOf('protection').includes(id))
  return [
    ...placesAt(file, 'routing.lanes.*').flatMap((lane) => laneFaults(file, lane, says)),
    ...(missing
      ? [
          says(
            first.path,
            '"protectionFirst" must name the weighing criterion of "kind": "protection"',
            '"protectionFirst" moet het wegingscriterium met "kind": "protection" noemen',
          ),
        ]
      : []),
    ...placesAt(file, 'routing.protectionFirst.*')
      .filter(({ value }) => idsOf('lead').some((id) => id === value))
      .map(({ path, value }) =>
        says(
          path,
          `"${String(value)}" is the test for leads; protection does not depend on it`,
          `"${String(value)}" is de vraag naar aanknopingspunten; bescherming hangt daar niet van af`,
        ),
      ),
  ]
}

function laneFaults(file: unknown, { path, value }: Place, says: Says): readonly Fault[] {
  const { administrative, investigates, unit } = (value ?? {}) as Readonly<Record<string, unknown>>
  if (investigates !== true) return []
  if (administrative === true) {
    return [
      says(
        [...path, 'administrative'],
        'a lane cannot be both: with "administrative": true goes "investigates": false (administrative powers are not for detection, Awb 3:3)',
        'een spoor kan niet allebei zijn: bij "administrative": true hoort "investigates": false (bestuurlijke bevoegdheid is niet voor opsporing, Awb 3:3)',
      ),
    ]
  }
  const arm = placesAt(file, 'units.*').find((one) => textsAt(one.value, 'id')[0] === unit)
  if (!arm || !textsAt(arm.value, 'arm').includes('toezicht')) return []
  return [
    says(
      [...path, 'unit'],
      `an investigation can follow from this lane, but "${String(unit)}" is a unit of Supervision, which never investigates`,
      `uit dit spoor kan een onderzoek volgen, maar "${String(unit)}" is een eenheid van Toezicht, en die onderzoekt nooit`,
    ),
  ]
}

/** What goes from one arm to the other goes between two arms that there are. */
export function crossings(file: unknown, says: Says): readonly Fault[] {
  const arms = textsAt(file, 'units.*.arm')
  return placesAt(file, 'armCrossings.*').flatMap(({ path, value }) => {
    const [from, to] = [textsAt(value, 'from')[0], textsAt(value, 'to')[0]]
    const same =
      from === to && to !== undefined
        ? [
            says(
              [...path, 'to'],
              `this step goes from "${from}" to "${to}": it must go to the other arm`,
              `deze overgang gaat van "${from}" naar "${to}": hij moet naar de andere tak gaan`,
            ),
          ]
        : []
    const nobody = (['from', 'to'] as const).flatMap((name) =>
      placesAt(value, name)
        .filter(({ value: arm }) => !arms.some((one) => one === arm))
        .map(({ value: arm }) =>
          says(
            [...path, name],
            `no unit has "arm": "${String(arm)}"`,
            `geen eenheid heeft "arm": "${String(arm)}"`,
          ),
        ),
    )
    return [...same, ...nobody]
  })
}

/** A phase is asked for once. */
export function contactPhases(file: unknown, says: Says): readonly Fault[] {
  const phases = placesAt(file, 'contactPhases.value.*')
  return phases
    .filter(({ value }, at) => phases.findIndex((other) => other.value === value) !== at)
    .map(({ path, value }) =>
      says(
        path,
        `the phase "${String(value)}" stands here twice`,
        `de fase "${String(value)}" staat hier twee keer`,
      ),
    )
}

function ofKind(criteria: readonly Place[], kind: string): readonly Place[] {
  return criteria.filter(({ value }) => textsAt(value, 'kind').includes(kind))
}

function wordsOf(criterion: unknown): readonly string[] {
  return ['label.nl', 'label.en']
    .flatMap((name) => textsAt(criterion, name))
    .map((text) => text.trim().toLowerCase())
}
