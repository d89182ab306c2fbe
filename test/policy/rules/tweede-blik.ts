import type { SignalEvent } from '#process/event.ts'
import { dueBy, lastOf, unitIn } from './past.ts'
import { ALLE, must, on, type PolicyRule } from './rule.ts'

const BRON = 'ways-of-working.md §D 4 en §E.0: tweede blik op wat niet is opgevolgd; ontwerp van Spoor'

function isNegative({ data }: SignalEvent): boolean {
  if (data.type === 'closed') return data.proposedBy !== null
  return data.type === 'set-aside-confirmed' || data.type === 'shelved'
}

export const TWEEDE_BLIK: readonly PolicyRule[] = [
  {
    id: 'L-01',
    regel: 'Voor een tweede blik wordt alleen een besluit om niet op te volgen of op te leggen getrokken.',
    bron: BRON,
    voor: ALLE,
    toets: on(['second-look-drawn'], ({ data, before }) => {
      const decision = before.find(({ seq }) => seq === data.of)
      return must(
        decision !== undefined && isNegative(decision),
        'Dit was geen besluit om niet op te volgen.',
      )
    }),
  },
  {
    id: 'L-02',
    regel: 'Bij de trekking staat wie voorstelde en wie bevestigde: beiden kijken niet opnieuw.',
    bron: BRON,
    voor: ALLE,
    toets: on(['second-look-drawn'], ({ data, before }) => {
      const decision = before.find(({ seq }) => seq === data.of)
      if (!decision || !('proposedBy' in decision.data)) return undefined
      const { proposedBy } = decision.data
      const both =
        data.deciders.includes(decision.by) && (proposedBy === null || data.deciders.includes(proposedBy))
      return must(both, 'Er ontbreekt iemand die het besluit nam.')
    }),
  },
  {
    id: 'L-03',
    regel: 'Niemand kijkt opnieuw naar een eigen besluit.',
    bron: BRON,
    voor: ALLE,
    toets: on(['second-look-taken'], ({ by, before }) => {
      const drawn = lastOf(before, 'second-look-drawn')
      return must(
        drawn !== undefined && !drawn.data.deciders.includes(by),
        'Wie besliste, keek zelf opnieuw.',
      )
    }),
  },
  {
    id: 'L-04',
    regel: 'De tweede blik weegt opnieuw: ieder criterium is beantwoord.',
    bron: BRON,
    voor: ALLE,
    toets: on(['second-look-taken'], ({ data }, { weighingCriteria }) =>
      must(
        weighingCriteria.every(({ id }) => id in data.answers),
        'Niet ieder criterium is opnieuw beantwoord.',
      ),
    ),
  },
  {
    id: 'L-05',
    regel:
      'De tweede blik ligt bij een andere eenheid dan die het signaal had, met de termijn van de werkwijze.',
    bron: BRON,
    voor: ALLE,
    toets: on(['second-look-drawn'], ({ data, at, before }, { secondLook }) => {
      const duty = (data.opens ?? []).find(({ kind }) => kind === 'second-look')
      const inTime = duty !== undefined && duty.dueAt <= dueBy(at, secondLook.within.value)
      return must(
        inTime && duty.unit !== unitIn(before),
        'De tweede blik ligt bij de eigen eenheid, of loopt te lang.',
      )
    }),
  },
  {
    id: 'L-06',
    regel: 'Zegt de tweede blik "wel opvolgen", dan is er meteen weer een taak; anders niet.',
    bron: BRON,
    voor: ALLE,
    toets: on(['second-look-taken'], ({ data }) =>
      must(
        (data.verdict === 'follow-up') === (data.duty !== null),
        'Het oordeel en de taak passen niet bij elkaar.',
      ),
    ),
  },
  {
    id: 'L-07',
    regel: 'Een tweede blik antwoordt op de trekking die openstaat.',
    bron: BRON,
    voor: ALLE,
    toets: on(['second-look-taken'], ({ data, before }) => {
      const drawn = lastOf(before, 'second-look-drawn')
      const taken = lastOf(before, 'second-look-taken')
      const open = drawn !== undefined && (taken === undefined || taken.seq < drawn.seq)
      return must(open && drawn.data.look === data.look, 'Deze tweede blik stond niet open.')
    }),
  },
]
