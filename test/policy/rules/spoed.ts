import type { EventData } from '#process/event.ts'
import { TERM_KINDS } from '#process/way-of-working.ts'
import { dueBy, dutyIn, urgencyIn } from './past.ts'
import { ALLE, each, must, on, type PolicyRule } from './rule.ts'

const BRON = 'ways-of-working.md §E.0-E.3 (voorstel): gevaar, minderjarige, persoon vertrekt'

export const SPOED: readonly PolicyRule[] = [
  {
    id: 'S-01',
    regel: 'Spoed is van een soort die de werkwijze kent, en staat er niet dubbel.',
    bron: BRON,
    voor: ALLE,
    toets: on(['signal-confirmed', 'urgency-set'], ({ data }, { urgentTerms }) => {
      const urgency = data.urgency ?? []
      const known = urgency.every((one) => urgentTerms.some(({ id }) => id === one))
      return must(
        known && new Set(urgency).size === urgency.length,
        'Deze spoed kent de werkwijze niet, of staat er dubbel.',
      )
    }),
  },
  {
    id: 'S-02',
    regel: 'Zolang er spoed is, heeft een nieuwe taak de kortere termijn van die spoed.',
    bron: BRON,
    voor: ALLE,
    toets: each(({ data, at, before, ...event }, { urgentTerms }) => {
      if (!('duty' in data) || data.duty === null || data.type === 'unit-accepted') return undefined
      const { kind, dueAt } = data.duty
      const term = TERM_KINDS.find((one) => one === kind)
      const urgency = urgencyIn([...before, { ...event, at, data: data as EventData }])
      const terms = urgentTerms
        .filter(({ id }) => urgency.includes(id))
        .flatMap(({ terms: own }) => (term && own[term]) ?? [])
      if (terms.length === 0) return undefined
      return must(
        terms.every((one) => dueAt <= dueBy(at, one)),
        'De taak heeft niet de korte termijn van de spoed.',
      )
    }),
  },
  {
    id: 'S-03',
    regel: 'Spoed wijzigen stelt nooit iets uit.',
    bron: BRON,
    voor: ALLE,
    toets: on(['urgency-set'], ({ data, before }) =>
      must(data.duty.dueAt <= (dutyIn(before)?.dueAt ?? ''), 'De taak is naar achteren geschoven.'),
    ),
  },
  {
    id: 'S-04',
    regel: 'Bij gevaar is er binnen een werkdag contact gezocht.',
    bron: 'ways-of-working.md §E.2 (voorstel: 1 werkdag bij CR1)',
    voor: ALLE,
    toets: on(['signal-confirmed'], ({ data, at }) => {
      if (data.urgency?.includes('danger-now') !== true) return undefined
      const duty = (data.opens ?? []).find(({ kind }) => kind === 'contact-possible-victim')
      if (!duty) return undefined
      return must(
        duty.dueAt <= dueBy(at, { value: 1, unit: 'working-days' }),
        'Bij gevaar is er te lang tijd voor contact.',
      )
    }),
  },
]
