import type { EventData } from '#process/event.ts'
import type { Seen } from './rule.ts'
import {
  actsIn,
  allOf,
  CROSSING_ANSWERS,
  dueBy,
  dutyIn,
  HANDOVER_ANSWERS,
  pending,
  UNIT_ANSWERS,
  unitIn,
} from './past.ts'
import { ALLE, each, must, on, type PolicyRule } from './rule.ts'

const LETTER =
  'brief van 9 juli 2025, aanbeveling 3: op welk punt wordt overgedragen; ways-of-working.md §E.3'
const OWNER = 'ways-of-working.md §E.0-E.3 (voorstel): eigenaar tot aanvaarding; ontwerp van Spoor'

const ABOUT_HANDOVER = [
  'handover-received',
  'handover-accepted',
  'handover-refused',
  'recall-requested',
  'handover-returned',
] as const

/** Of the whole signal, or of what is only shared. */
const OFFERS = ['handover-offered', 'share-offered'] as const

const receiptIn = ({ opens = [] }: EventData) => opens.find(({ kind }) => kind === 'await-receipt')

/** What may be recorded of a signal that another organisation still offers. */
const BEFORE_ACCEPTANCE: readonly EventData['type'][] = [
  'offer-accepted',
  'offer-refused',
  'offer-recalled',
  'taken-up',
  'urgency-set',
  'unit-offered',
  'unit-accepted',
  'unit-refused',
  'unit-recalled',
  'escalated',
]

const waiting = (before: Seen['before']) => pending(before, 'handover-offered', HANDOVER_ANSWERS)

/** The duty that the signal had before it was offered. */
function dutyBefore(before: Seen['before']) {
  const offer = waiting(before)
  return offer && dutyIn(before.filter(({ seq }) => seq < offer.seq))
}

export const OVERDRACHT: readonly PolicyRule[] = [
  {
    id: 'O-01',
    regel: 'Wie overdraagt houdt een taak met termijn tot de ander aanvaardt.',
    bron: OWNER,
    voor: ALLE,
    toets: on(['handover-offered'], ({ data }) =>
      must(data.duty.kind === 'await-acceptance', 'De verzender heeft geen taak meer na het aanbod.'),
    ),
  },
  {
    id: 'O-02',
    regel: 'De ander heeft niet langer om te antwoorden dan de werkwijze zegt.',
    bron: 'ways-of-working.md §E.0 (voorstel: 3 werkdagen)',
    voor: ALLE,
    toets: on(OFFERS, ({ data, at }, { handovers }) => {
      const rule = handovers.find(({ id }) => id === data.rule)
      const duty = data.type === 'handover-offered' ? data.duty : receiptIn(data)
      if (!rule || !duty) return undefined
      return must(duty.dueAt <= dueBy(at, rule.acceptWithin.value), 'De antwoordtermijn is te lang.')
    }),
  },
  {
    id: 'O-03',
    regel: 'Voor een overdracht is gedaan wat ervoor hoort, of staat er waarom het niet kon.',
    bron: LETTER,
    voor: ALLE,
    toets: on(OFFERS, ({ data, before }, rules) => {
      const asked = rules.handovers.find(({ id }) => id === data.rule)?.acts ?? []
      const done = actsIn(before)
      const open = asked.find((id) => !done.has(id))
      const label = rules.acts.find(({ id }) => id === open)?.label.nl
      return must(open === undefined, `Nog zonder resultaat voor de overdracht: ${label}.`)
    }),
  },
  {
    id: 'O-04',
    regel: 'Overdragen gebeurt op een moment dat de werkwijze noemt, aan wie de werkwijze noemt.',
    bron: LETTER,
    voor: ALLE,
    toets: on(OFFERS, ({ data }, { handovers }) => {
      const rule = handovers.find(({ id }) => id === data.rule)
      const right = rule?.to === data.partner && rule.moments.some(({ id }) => id === data.moment)
      return must(right, 'Dit moment of deze ontvanger noemt de werkwijze niet.')
    }),
  },
  {
    id: 'O-05',
    regel: 'Een antwoord hoort bij de overdracht die openstaat.',
    bron: OWNER,
    voor: ALLE,
    toets: on(ABOUT_HANDOVER, ({ data, before }) =>
      must(
        waiting(before)?.data.handover === data.handover,
        'Er stond geen overdracht open waar dit bij hoort.',
      ),
    ),
  },
  {
    id: 'O-06',
    regel: 'Wegens zwijgen wordt pas teruggehaald als de termijn om te antwoorden voorbij is.',
    bron: OWNER,
    voor: ALLE,
    toets: on(['recall-requested'], ({ data, at, before }) => {
      if (data.because !== 'silence') return undefined
      const due = dutyIn(before)?.dueAt
      return must(due !== undefined && due <= at, 'De ander had nog tijd om te antwoorden.')
    }),
  },
  {
    id: 'O-07',
    regel: 'Komt een overdracht terug omdat niemand antwoordde, dan weet meteen een leidinggevende ervan.',
    bron: OWNER,
    voor: ALLE,
    toets: on(['handover-returned'], ({ data }, { escalation }) => {
      if (data.because !== 'silence') return undefined
      const [first] = escalation
      const told = data.escalation?.role === first?.role && data.escalation?.unit === first?.unit
      return must(told, 'Na zwijgen is niemand ingelicht die de werkwijze noemt.')
    }),
  },
  {
    id: 'O-08',
    regel: 'Wat terugkomt, gaat verder waar het was.',
    bron: OWNER,
    voor: ALLE,
    toets: on(['handover-refused', 'handover-returned'], ({ data, before }) => {
      const earlier = dutyBefore(before)
      if (!earlier) return undefined
      return must(data.duty.kind === earlier.kind, 'De taak is een andere dan voor het aanbod.')
    }),
  },
  {
    id: 'O-09',
    regel:
      'Wat een ander aanbiedt wordt alleen geweigerd om een reden van de lijst; capaciteit staat daar niet op.',
    bron: 'law.md §2: capaciteit is geen grond; ways-of-working.md §E.0',
    voor: ALLE,
    toets: on(['offer-refused', 'unit-refused'], ({ data }, { handoverRefusals }) =>
      must(
        handoverRefusals.some(({ id }) => id === data.reason),
        'Deze reden staat niet op de lijst.',
      ),
    ),
  },
  {
    id: 'O-10',
    regel: 'Aan wat een ander aanbiedt wordt niet gewerkt voordat het is aanvaard.',
    bron: OWNER,
    voor: ALLE,
    toets: each(({ data, before }) => {
      if (before[0]?.data.type !== 'signal-offered') return undefined
      if (before.some((event) => event.data.type === 'offer-accepted')) return undefined
      if (dutyIn(before) === null) return undefined
      return must(BEFORE_ACCEPTANCE.includes(data.type), 'Er is gewerkt aan wat nog niet was aanvaard.')
    }),
  },
  {
    id: 'O-11',
    regel: 'De ontvanger meldt terug wat ervan geworden is, over een overdracht die is aanvaard.',
    bron: 'ways-of-working.md §E.3: antwoord aan de brigade bij iedere eindstand; §E.0',
    voor: ALLE,
    toets: on(['handover-reported'], ({ data, before }) =>
      must(
        allOf(before, 'handover-accepted').some((one) => one.data.handover === data.handover) ||
          allOf(before, 'share-answered').some(
            (one) => one.data.handover === data.handover && one.data.answer === 'accepted',
          ),
        'Er is teruggemeld over een overdracht die niet is aanvaard.',
      ),
    ),
  },
  {
    id: 'O-12',
    regel:
      'Er loopt nooit meer dan één aanbod tegelijk: niet aan een eenheid of andere arm én aan een organisatie.',
    bron: OWNER,
    voor: ALLE,
    toets: on(['handover-offered'], ({ before }) => {
      const unit = pending(before, 'unit-offered', UNIT_ANSWERS)
      const crossing = pending(before, 'crossing-offered', CROSSING_ANSWERS)
      return must(unit === undefined && crossing === undefined, 'Er liep nog een ander aanbod.')
    }),
  },
  {
    id: 'O-13',
    regel: 'Een andere eenheid wordt gevraagd, en heeft daarvoor zelf een taak met termijn.',
    bron: OWNER,
    voor: ALLE,
    toets: on(['unit-offered'], ({ data }) => {
      const duty = (data.opens ?? []).find(({ kind }) => kind === 'answer-unit')
      return must(duty?.unit === data.unit, 'De gevraagde eenheid heeft geen taak om te antwoorden.')
    }),
  },
  {
    id: 'O-14',
    regel: 'Een signaal wisselt alleen van eenheid als die eenheid is gevraagd en zelf ja zegt.',
    bron: OWNER,
    voor: ALLE,
    toets: on(['unit-accepted'], ({ data, before }) =>
      must(
        pending(before, 'unit-offered', UNIT_ANSWERS)?.data.unit === data.unit,
        'Deze eenheid was niet gevraagd.',
      ),
    ),
  },
  {
    id: 'O-15',
    regel: 'Dat een partner zonder Spoor aanvaardt, boekt een ander in dan wie het aanbood.',
    bron: 'domain.md §2.3 (e): vier ogen; ways-of-working.md §E.4',
    voor: ALLE,
    toets: on(['handover-accepted'], ({ by, before }) => {
      const offer = waiting(before)
      if (!offer || offer.data.via === 'spoor') return undefined
      return must(offer.by !== by, 'Wie het aanbood, boekte zelf de aanvaarding in.')
    }),
  },
  {
    id: 'O-16',
    regel: 'Alleen een overdracht verplaatst de taak; wat verwezen, gemeld of gedeeld wordt, blijft van ons.',
    bron: 'Aanwijzing mensenhandel 2022A002 par. 1.3; ways-of-working.md §B en §E.4',
    voor: ALLE,
    toets: on(OFFERS, ({ data }, { partners }) => {
      const partner = partners.find(({ id }) => id === data.partner)
      const moves = partner?.way === 'transfer'
      return must(moves === (data.type === 'handover-offered'), 'De taak ging mee waar zij blijft, of bleef.')
    }),
  },
  {
    id: 'O-17',
    regel: 'Van wat verwezen, gemeld of gedeeld is, wacht iemand met een termijn op het antwoord.',
    bron: OWNER,
    voor: ALLE,
    toets: on(['share-offered'], ({ data, before }) =>
      must(receiptIn(data)?.unit === unitIn(before), 'Niemand van ons wacht op het antwoord.'),
    ),
  },
]
