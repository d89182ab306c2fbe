import type { EventData } from '#process/event.ts'
import { TERM_KINDS, type WayOfWorking } from '#process/way-of-working.ts'
import { allOf, dueBy, dutyIn, sideDutiesIn, unitIn } from './past.ts'
import { ALLE, each, must, on, type PolicyRule } from './rule.ts'

const AANWIJZING =
  'Aanwijzing mensenhandel 2022A002 (samenvatting): ieder signaal wordt opgepakt; brief van 9 juli 2025'
const ONTWERP = 'ontwerp van Spoor: geen signaal zonder eigenaar en termijn'

/** What may still be recorded of a signal that has ended here. */
const AFTERWARDS: readonly EventData['type'][] = [
  'registration-changed',
  'second-look-drawn',
  'second-look-taken',
  'handover-reported',
  'escalated',
]

function regularTerm(kind: string, { terms }: WayOfWorking) {
  const known = TERM_KINDS.find((one) => one === kind)
  return known && terms[known].value
}

export const EIGENAAR_EN_TERMIJN: readonly PolicyRule[] = [
  {
    id: 'E-01',
    regel: 'Een signaal begint met een eenheid die het heeft en een taak met een termijn.',
    bron: AANWIJZING,
    voor: ALLE,
    toets: each(({ data, before }, rules) => {
      if (before.length > 0) return undefined
      if (!('wayOfWorking' in data)) return 'De geschiedenis begint niet met hoe het signaal ontstond.'
      const known = rules.units.some(({ id }) => id === data.unit)
      return must(known, 'De eenheid bij het ontstaan staat niet in de werkwijze.')
    }),
  },
  {
    id: 'E-02',
    regel: 'De taak van een open signaal is van de eenheid die het signaal heeft.',
    bron: ONTWERP,
    voor: ALLE,
    toets: each(({ data, before, ...event }) => {
      if (!('duty' in data) || data.duty === null) return undefined
      const unit = unitIn([...before, { ...event, data: data as EventData }])
      return must(data.duty.unit === unit, 'De taak ligt bij een andere eenheid dan het signaal.')
    }),
  },
  {
    id: 'E-03',
    regel: 'Een taak loopt nooit langer dan de termijn die de werkwijze voor die taak geeft.',
    bron: 'ways-of-working.md §E.0-E.3 (voorstel); brief, aanbeveling 2: concrete doelstellingen in het hele proces',
    voor: ALLE,
    toets: each(({ data, at, before }, rules) => {
      if (!('duty' in data) || data.duty === null || data.type === 'shelved') return undefined
      // A duty that goes along with the signal, or comes forward, keeps its own beginning.
      if (before.length > 0 && (data.type === 'unit-accepted' || data.type === 'urgency-set'))
        return undefined
      const term = regularTerm(data.duty.kind, rules)
      if (!term) return undefined
      return must(data.duty.dueAt <= dueBy(at, term), 'De taak loopt langer dan de termijn van de werkwijze.')
    }),
  },
  {
    id: 'E-04',
    regel: 'Gaat een signaal naar een andere eenheid, dan blijft de termijn van de taak dezelfde.',
    bron: ONTWERP,
    voor: ALLE,
    toets: on(['unit-accepted'], ({ data, before }) =>
      must(data.duty.dueAt === dutyIn(before)?.dueAt, 'De termijn verschoof met de eenheid.'),
    ),
  },
  {
    id: 'E-05',
    regel: 'Alleen een taak die er is en te laat is, wordt opgeschaald.',
    bron: ONTWERP,
    voor: ALLE,
    toets: on(['escalated'], ({ data, at, before }) => {
      const duty = [dutyIn(before), ...sideDutiesIn(before)].find((one) => one?.id === data.overdue)
      if (!duty) return 'Er is opgeschaald over een taak die er niet is.'
      return must(duty.dueAt <= at, 'Er is opgeschaald over een taak die nog tijd had.')
    }),
  },
  {
    id: 'E-06',
    regel: 'Een taak die te laat is, komt bij de rol en de eenheid die de werkwijze noemt.',
    bron: 'agencies/*.json, escalation; ways-of-working.md §E.0 (voorstel)',
    voor: ALLE,
    toets: on(['escalated'], ({ data: { escalation } }, rules) => {
      const step = rules.escalation[escalation.level - 1]
      const right = step?.unit === escalation.unit && step.role === escalation.role
      return must(right, 'De opschaling ging naar een rol die de werkwijze op deze trede niet noemt.')
    }),
  },
  {
    id: 'E-07',
    regel: 'Opschalen gaat omhoog: een taak komt nooit terug op een lagere of dezelfde trede.',
    bron: ONTWERP,
    voor: ALLE,
    toets: on(['escalated'], ({ data, before }) => {
      const same = allOf(before, 'escalated').filter((one) => one.data.overdue === data.overdue)
      const highest = Math.max(0, ...same.map((one) => one.data.escalation.level))
      return must(data.escalation.level > highest, 'De taak stond al op deze trede of hoger.')
    }),
  },
  {
    id: 'E-08',
    regel:
      'Aan een signaal dat is afgesloten of overgedragen wordt hier niet meer gewerkt, tenzij het opnieuw opengaat.',
    bron: ONTWERP,
    voor: ALLE,
    toets: each(({ data, before }) => {
      if (before.length === 0 || dutyIn(before) !== null) return undefined
      return must(AFTERWARDS.includes(data.type), 'Er is gewerkt aan een signaal dat hier al was beëindigd.')
    }),
  },
  {
    id: 'E-09',
    regel: 'Een taak ernaast eindigt alleen als die er was.',
    bron: ONTWERP,
    voor: ALLE,
    toets: each(({ data, before }) => {
      const ends = data.ends ?? []
      if (ends.length === 0) return undefined
      const open = sideDutiesIn(before).map(({ id }) => id)
      return must(
        ends.every((id) => open.includes(id)),
        'Er is een taak beëindigd die niet open was.',
      )
    }),
  },
  {
    id: 'E-10',
    regel: 'Ook een taak ernaast is van een eenheid die de werkwijze kent.',
    bron: ONTWERP,
    voor: ALLE,
    toets: each(({ data }, rules) => {
      const opens = data.opens ?? []
      if (opens.length === 0) return undefined
      const known = opens.every((duty) => rules.units.some(({ id }) => id === duty.unit))
      return must(known, 'Een taak ernaast ligt bij een eenheid die de werkwijze niet kent.')
    }),
  },
  {
    id: 'E-11',
    regel: 'Niets valt weg: de gebeurtenissen zijn doorgenummerd en staan op volgorde van tijd.',
    bron: ONTWERP,
    voor: ALLE,
    toets: each(({ seq, at, before }) => {
      const previous = before.at(-1)
      if (!previous) return must(seq === 1, 'De geschiedenis begint niet bij nummer 1.')
      return must(
        seq === previous.seq + 1 && at >= previous.at,
        'Er ontbreekt iets, of de volgorde klopt niet.',
      )
    }),
  },
  {
    id: 'E-12',
    regel: 'Een signaal wordt alleen afgesloten met een uitkomst die de werkwijze kent.',
    bron: 'domain.md §2.3; ways-of-working.md §E.0',
    voor: ALLE,
    toets: on(['closed'], ({ data }, rules) =>
      must(
        rules.outcomes.some(({ id }) => id === data.outcome),
        'Deze uitkomst staat niet in de werkwijze.',
      ),
    ),
  },
]
