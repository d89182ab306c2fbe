import type { EventData } from '#process/event.ts'
import { dutyIn, sideDutiesIn } from './past.ts'
import { ALLE, must, on, type PolicyRule } from './rule.ts'

const BRON = 'ways-of-working.md §A.1 (restinformatie, W29) en §D 15; ontwerp van Spoor'

const NOT_OURS: readonly EventData['type'][] = ['offer-refused', 'offer-recalled']

export const NIEUWE_INFORMATIE: readonly PolicyRule[] = [
  {
    id: 'N-01',
    regel:
      'Nieuwe informatie opent alleen wat was afgesloten, overgedragen of opgelegd; werk loopt gewoon door.',
    bron: BRON,
    voor: ALLE,
    toets: on(['registration-changed'], ({ data, before }) => {
      if (data.duty === null) return undefined
      const waited = dutyIn(before)
      return must(waited === null || waited.kind === 'review-shelved', 'Het signaal was al in behandeling.')
    }),
  },
  {
    id: 'N-02',
    regel: 'Wat door nieuwe informatie opengaat, krijgt meteen weer een taak om te wegen of te verrijken.',
    bron: BRON,
    voor: ALLE,
    toets: on(['registration-changed'], ({ data }) => {
      if (data.duty === null) return undefined
      return must(
        ['weigh', 'start-enrichment'].includes(data.duty.kind),
        'De taak is niet wegen of verrijken.',
      )
    }),
  },
  {
    id: 'N-03',
    regel:
      'Nieuwe informatie beëindigt geen taak die liep; alleen een tweede blik vervalt, want er wordt opnieuw gewogen.',
    bron: BRON,
    voor: ALLE,
    toets: on(['registration-changed'], ({ data, before }) => {
      const ended = sideDutiesIn(before).filter(({ id }) => (data.ends ?? []).includes(id))
      const looks = ended.every(({ kind }) => kind === 'second-look' && data.duty !== null)
      return must(looks, 'Met de nieuwe informatie verdween een taak.')
    }),
  },
  {
    id: 'N-04',
    regel: 'Een aanbod dat is geweigerd of teruggevraagd, gaat door nieuwe informatie niet open.',
    bron: 'ontwerp van Spoor: eigenaar tot aanvaarding',
    voor: ALLE,
    toets: on(['registration-changed'], ({ data, before }) => {
      const away = before.findLast((one) => NOT_OURS.includes(one.data.type))
      return away && must(data.duty === null, 'Wat niet van ons werd, ging hier open.')
    }),
  },
]
