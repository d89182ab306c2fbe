import { MACHINE, type EventData } from '#process/event.ts'
import { lastOf } from './past.ts'
import { ALLE, each, must, on, type PolicyRule } from './rule.ts'

const BRON = 'domain.md §2.3 (e): vier ogen; ways-of-working.md §E.0'

/** Decisions that only a person takes. */
const DECISIONS: readonly EventData['type'][] = [
  'signal-confirmed',
  'set-aside-proposed',
  'set-aside-confirmed',
  'set-aside-rejected',
  'weighed',
  'stop-proposed',
  'shelved',
  'stop-rejected',
  'investigation-started',
  'closed',
  'held',
  'routed',
  'routing-reviewed',
  'crossing-accepted',
  'handover-offered',
  'share-offered',
  'share-answered',
  'offer-accepted',
  'offer-refused',
  'second-look-taken',
]

export const VIER_OGEN: readonly PolicyRule[] = [
  {
    id: 'V-01',
    regel: 'Wie voorstelt een signaal terzijde te leggen, bevestigt dat niet zelf.',
    bron: BRON,
    voor: ALLE,
    toets: on(['set-aside-confirmed'], ({ by, before }) =>
      must(lastOf(before, 'set-aside-proposed')?.by !== by, 'Dezelfde persoon stelde voor en bevestigde.'),
    ),
  },
  {
    id: 'V-02',
    regel: 'Wie voorstelt niet (verder) op te volgen, sluit het signaal niet zelf af.',
    bron: BRON,
    voor: ALLE,
    toets: on(['closed'], ({ by, data, before }) => {
      if (data.proposedBy === null) return undefined
      return must(lastOf(before, 'stop-proposed')?.by !== by, 'Dezelfde persoon stelde voor en sloot af.')
    }),
  },
  {
    id: 'V-03',
    regel: 'Wie voorstelt een signaal op te leggen, bevestigt dat niet zelf.',
    bron: BRON,
    voor: ALLE,
    toets: on(['shelved'], ({ by, before }) =>
      must(lastOf(before, 'stop-proposed')?.by !== by, 'Dezelfde persoon stelde voor en legde op.'),
    ),
  },
  {
    id: 'V-04',
    regel: 'Ook afwijzen doet een ander dan wie het voorstelde.',
    bron: BRON,
    voor: ALLE,
    toets: on(['set-aside-rejected', 'stop-rejected'], ({ by, data, before }) => {
      const asked = data.type === 'stop-rejected' ? 'stop-proposed' : 'set-aside-proposed'
      return must(lastOf(before, asked)?.by !== by, 'De voorsteller trok het eigen voorstel alleen in.')
    }),
  },
  {
    id: 'V-05',
    regel: 'Bij het besluit staat wie het heeft voorgesteld.',
    bron: BRON,
    voor: ALLE,
    toets: on(['set-aside-confirmed', 'closed', 'shelved'], ({ data, before }) => {
      if (data.proposedBy === null) return undefined
      const asked = data.type === 'set-aside-confirmed' ? 'set-aside-proposed' : 'stop-proposed'
      return must(
        lastOf(before, asked)?.by === data.proposedBy,
        'Bij het besluit staat een ander dan de voorsteller.',
      )
    }),
  },
  {
    id: 'V-06',
    regel: 'Niet (verder) opvolgen kan alleen na een voorstel met dezelfde uitkomst.',
    bron: BRON,
    voor: ALLE,
    toets: on(['closed'], ({ data, before }, { outcomes }) => {
      if (outcomes.find(({ id }) => id === data.outcome)?.stops !== true) return undefined
      const proposal = before.at(-1) && lastOf(before, 'stop-proposed')
      const same = data.proposedBy !== null && proposal?.data.outcome === data.outcome
      return must(same, 'Het signaal is gestopt zonder voorstel met deze uitkomst.')
    }),
  },
  {
    id: 'V-07',
    regel: 'De machine wijst aan, mensen beslissen: geen besluit zonder een mens.',
    bron: 'Wpg art. 7a (law.md §1.1)',
    voor: ALLE,
    toets: each(({ by, data }) =>
      DECISIONS.includes(data.type)
        ? must(by !== MACHINE, 'Dit besluit staat op naam van Spoor zelf.')
        : undefined,
    ),
  },
]
