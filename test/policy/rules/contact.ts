import type { EventData, SideDuty } from '#process/event.ts'
import { contactIn, dueBy, lastOf, phaseIn, sideDutiesIn } from './past.ts'
import { ALLE, each, must, on, type PolicyRule } from './rule.ts'

const BRON =
  'brief van 9 juli 2025, aanbeveling 2: slachtoffers spreken tijdens het gehele proces; ways-of-working.md §D 5'

const PERSON_SAID_YES: readonly EventData['type'][] = [
  'signal-confirmed',
  'signal-registered',
  'offer-accepted',
]

export const CONTACT: readonly PolicyRule[] = [
  {
    id: 'C-01',
    regel:
      'De verrijking eindigt niet zonder contact met het mogelijke slachtoffer, een poging of een reden.',
    bron: BRON,
    voor: ALLE,
    toets: on(['enrichment-finished'], ({ before }, { contactPhases }) => {
      if (!contactPhases.value.includes('enrichment')) return undefined
      return must(contactIn(before, 'enrichment'), 'Over contact is in de verrijking niets vastgelegd.')
    }),
  },
  {
    id: 'C-02',
    regel: 'Een onderzoek eindigt niet zonder contact, een poging of een reden in het onderzoek zelf.',
    bron: BRON,
    voor: ALLE,
    toets: on(['closed', 'stop-proposed'], ({ before }, { contactPhases }) => {
      const asks = contactPhases.value.includes('investigation')
      if (phaseIn(before) !== 'investigation' || !asks) return undefined
      return must(contactIn(before, 'investigation'), 'Over contact is in het onderzoek niets vastgelegd.')
    }),
  },
  {
    id: 'C-03',
    regel: 'Bij de Arbeidsinspectie eindigt ook de gespreksfase niet zonder gesprek, poging of reden.',
    bron: BRON,
    voor: ['arbeidsinspectie'],
    toets: on(['interview-finished'], ({ before }) => {
      const held = before.some(({ data }) => data.type === 'interview-recorded' && data.held)
      return must(
        held || contactIn(before, 'interview'),
        'Over contact is in de gespreksfase niets vastgelegd.',
      )
    }),
  },
  {
    id: 'C-04',
    regel: 'Dat contact niet mogelijk was heeft een reden van de lijst; ander contact heeft er geen.',
    bron: BRON,
    voor: ALLE,
    toets: on(['contact-recorded'], ({ data: { result, reason } }, { notPossibleReasons }) => {
      const known = notPossibleReasons.some(({ id }) => id === reason)
      const right = result === 'not-possible' ? known : reason === null
      return must(right, 'De reden ontbreekt, of hoort niet bij dit contact.')
    }),
  },
  {
    id: 'C-05',
    regel: 'Zodra iemand zegt dat dit opvolging verdient, begint de taak om contact te zoeken.',
    bron: BRON,
    voor: ALLE,
    toets: each(({ data }) => {
      if (!PERSON_SAID_YES.includes(data.type)) return undefined
      const opened = (data.opens ?? []).some(({ kind }) => kind === 'contact-possible-victim')
      return must(opened, 'Er is geen taak om contact te zoeken begonnen.')
    }),
  },
  {
    id: 'C-06',
    regel: 'De taak om contact te zoeken loopt niet langer dan de werkwijze zegt.',
    bron: 'ways-of-working.md §E.2 (voorstel: 5 werkdagen)',
    voor: ALLE,
    toets: each(({ data, at }, { clocks }) => {
      const duty = (data.opens ?? []).find(({ kind }) => kind === 'contact-possible-victim')
      if (!duty) return undefined
      const latest = dueBy(at, clocks['contact-possible-victim'].value)
      return must(duty.dueAt <= latest, 'De taak om contact te zoeken loopt te lang.')
    }),
  },
  {
    id: 'C-07',
    regel:
      'Alleen wat er met het mogelijke slachtoffer zelf gebeurde beëindigt de taak om contact te zoeken; anders komt er een voor in de plaats die niet later valt.',
    bron: BRON,
    voor: ALLE,
    toets: each(({ data, before }) => {
      const asked = ({ kind }: SideDuty) => kind === 'contact-possible-victim'
      const ended = sideDutiesIn(before).filter(({ id }) => (data.ends ?? []).includes(id))
      const contact = ended.find(asked)
      if (!contact) return undefined
      if (data.type === 'contact-recorded') {
        return must(data.with === 'possible-victim', 'De taak eindigde met contact met een ander.')
      }
      const instead = (data.opens ?? []).find(asked)
      return must(
        instead !== undefined && instead.dueAt <= contact.dueAt,
        'De taak om contact te zoeken verdween of schoof op.',
      )
    }),
  },
  {
    id: 'C-08',
    regel: 'Contact staat bij de fase waarin het was.',
    bron: BRON,
    voor: ALLE,
    toets: on(['contact-recorded'], ({ data, before }) =>
      must(data.phase === phaseIn(before), 'Het contact staat bij een andere fase.'),
    ),
  },
  {
    id: 'C-09',
    regel: 'Wie aangifte deed, is eerst gesproken.',
    bron: 'Aanwijzing mensenhandel 2013A012 §4 (law.md §2): informatief gesprek voor de aangifte',
    voor: ALLE,
    toets: on(['interview-recorded'], ({ data, before }) => {
      if (data.complaint !== 'made') return undefined
      const earlier = lastOf(before, 'interview-recorded')?.data.held ?? false
      return must(data.held || earlier, 'Er is een aangifte zonder gesprek.')
    }),
  },
]
