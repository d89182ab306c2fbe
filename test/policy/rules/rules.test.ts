// Every rule on a history that keeps it, and on the same history with one fault planted in it that breaks it and no other.
import { describe, expect, test } from 'vitest'
import { ORGANISATIONS, type OrganisationId } from '#core/organisation.ts'
import type { SignalEvent } from '#process/event.ts'
import type { WayOfWorking } from '#process/way-of-working.ts'
import { historyOf } from '../table.ts'
import { alleRegels } from './all.ts'
import {
  actAltered,
  altered,
  by,
  duty,
  followed,
  happenedAt,
  opened,
  unitInstead,
  without,
  withoutAct,
  type Plant,
} from './planted.ts'

const P = (state: string, ...more: readonly string[]) =>
  [`een signaal bij de «politie» in «${state}»`, ...more].join('; ')
const A = (state: string, ...more: readonly string[]) =>
  [`een signaal bij de «Arbeidsinspectie» in «${state}»`, ...more].join('; ')
const K = (state: string, ...more: readonly string[]) =>
  [`een signaal bij de «KMar» in «${state}»`, ...more].join('; ')

const ACT = '«Sanne» doet «Eigen registraties»'
const CONTACT = '«Sanne» legt contact met het mogelijke slachtoffer vast: «geprobeerd»'
const ASK_UNIT = '«Sanne» vraagt de eenheid «Dienst Regionale Recherche» het signaal over te nemen'
const CONCLUDED = P(
  'onderzoek',
  CONTACT,
  '«Sanne» doet «Financieel onderzoek»',
  '«Sanne» sluit het onderzoek af: «Onderzoek afgerond»',
)
const CROSSING = A(
  'verrijking',
  '«Kees» doet «Gezamenlijke inspectie»',
  '«Kees» biedt Opsporing aan wat Toezicht zag: «Gezamenlijke inspectie»',
)
const LATE = P('verrijking', 'het is «vrijdag 26 juni 2026 09:00»', 'Spoor kijkt naar de termijnen')
const OFFERED = 'de «KMar» heeft een signaal aan de «politie» aangeboden'
const SILENT = `${OFFERED}; het is «dinsdag 16 juni 2026 17:01»; Spoor kijkt naar de termijnen`
const ACCEPTED = `${OFFERED}; kijk bij de «politie»; «Sanne» aanvaardt de overdracht; de berichten komen aan`
const LOOKED = P(
  'afgesloten',
  'het besluit wordt getrokken voor een tweede blik',
  '«Noor» kijkt blind opnieuw en is het eens',
)
const BY_DOCUMENT =
  '«Sanne» biedt het signaal aan: «Bestuurlijke aanpak naar de gemeente», omdat «Er rest alleen een bestuurlijke aanpak»'

const ANSWERED = {
  'possible-victim-contact': 'spoken',
  comensha: 'reported',
  'reflection-period': 'had-before',
  'non-punishment': 'no-link',
}
const FAR = '2026-12-01T16:00:00.000Z'
const OTHER_DUTY = {
  id: 'later',
  kind: 'weigh',
  unit: 'avim-midden',
  dueAt: '2026-06-12T15:00:00.000Z',
} as const

/** Rule, the sentences that keep it, at whom, and the fault that breaks it. */
const CASES: readonly (readonly [string, string, OrganisationId, Plant])[] = [
  [
    'E-01',
    'de scan wijst een registratie aan bij de «politie»',
    'politie',
    unitInstead('nergens', 'avim-midden'),
  ],
  ['E-02', P('verrijking'), 'politie', duty('enrichment-started', { unit: 'intelligence' })],
  ['E-03', P('verrijking'), 'politie', duty('enrichment-started', { dueAt: FAR })],
  [
    'E-04',
    P('weging', ASK_UNIT, '«Fatima» neemt het signaal over voor de eigen eenheid'),
    'politie',
    duty('unit-accepted', { dueAt: FAR }),
  ],
  ['E-05', LATE, 'politie', altered('escalated', { overdue: 'nothing' })],
  [
    'E-06',
    LATE,
    'politie',
    altered('escalated', {
      escalation: { id: 'up', unit: 'basisteams', role: 'officer', dueAt: FAR, level: 1 },
    }),
  ],
  [
    'E-07',
    `${K('bevestigd', 'de termijn verstrijkt', 'Spoor kijkt naar de termijnen')}; het is «maandag 15 juni 2026 09:00»; Spoor kijkt naar de termijnen`,
    'kmar',
    altered('escalated', {
      escalation: { id: 'up', unit: 'brigade-schiphol', role: 'team-lead', dueAt: FAR, level: 1 },
    }),
  ],
  [
    'E-08',
    P('afgesloten', 'er is een correctie zonder treffers'),
    'politie',
    followed({ type: 'taken-up', assignee: 'sanne' }),
  ],
  ['E-09', P('verrijking', CONTACT), 'politie', altered('enrichment-started', { ends: ['nothing'] })],
  ['E-10', P('bevestigd'), 'politie', opened('signal-confirmed', { unit: 'nergens' })],
  [
    'E-11',
    P('verrijking'),
    'politie',
    (history) => history.map((one, at) => (at === history.length - 1 ? { ...one, seq: one.seq + 1 } : one)),
  ],
  ['E-12', CONCLUDED, 'politie', altered('closed', { outcome: 'own-words' })],

  [
    'V-01',
    P('terzijdeleggen voorgesteld', '«Jayden» bevestigt het terzijdeleggen'),
    'politie',
    by('set-aside-confirmed', 'sanne'),
  ],
  ['V-02', P('afgesloten'), 'politie', by('closed', 'sanne')],
  ['V-03', P('opgelegd'), 'politie', by('shelved', 'sanne')],
  [
    'V-04',
    P('stoppen voorgesteld', '«Jayden» wijst het voorstel af'),
    'politie',
    by('stop-rejected', 'sanne'),
  ],
  ['V-05', P('opgelegd'), 'politie', altered('shelved', { proposedBy: 'fatima' })],
  ['V-06', P('afgesloten'), 'politie', altered('closed', { proposedBy: null, guards: ANSWERED })],
  ['V-07', P('gesprek'), 'politie', by('weighed', 'spoor')],

  ['R-01', P('weging'), 'politie', withoutAct('own-history')],
  ['R-02', P('weging'), 'politie', without('circumstances-recorded')],
  ['R-03', P('verrijking', ACT), 'politie', altered('act-recorded', { reason: 'no-access' })],
  ['R-04', P('verrijking', ACT), 'politie', altered('act-recorded', { provenance: null })],
  [
    'R-05',
    P('verrijking', ACT),
    'politie',
    altered('act-recorded', { act: 'financial-investigation', result: 'not-possible', reason: 'no-power' }),
  ],
  ['R-06', P('verrijking', ACT), 'politie', altered('act-recorded', { result: 'not-needed' })],
  ['R-07', P('verrijking', ACT), 'politie', altered('act-recorded', { unmet: [99] })],
  ['R-08', P('verrijking', ACT), 'politie', altered('act-recorded', { act: 'own-words' })],
  ['R-09', P('gesprek'), 'politie', without('enrichment-finished')],

  ['C-01', P('weging'), 'politie', without('contact-recorded')],
  ['C-02', CONCLUDED, 'politie', without('contact-recorded')],
  [
    'C-03',
    A(
      'gesprek',
      '«Daan» legt contact met het mogelijke slachtoffer vast: «geprobeerd»',
      '«Daan» rondt de gespreksfase af',
    ),
    'arbeidsinspectie',
    without('contact-recorded'),
  ],
  ['C-04', P('verrijking', CONTACT), 'politie', altered('contact-recorded', { reason: 'not-safe' })],
  ['C-05', P('bevestigd'), 'politie', altered('signal-confirmed', { opens: [] })],
  ['C-06', P('bevestigd'), 'politie', opened('signal-confirmed', { dueAt: FAR })],
  ['C-07', P('verrijking', CONTACT), 'politie', altered('contact-recorded', { with: 'witness' })],
  ['C-08', P('verrijking', CONTACT), 'politie', altered('contact-recorded', { phase: 'interview' })],
  [
    'C-09',
    P('gesprek', '«Sanne» voert een informatief gesprek, aangifte «gedaan»'),
    'politie',
    altered('interview-recorded', { held: false }),
  ],

  ['W-01', P('gesprek'), 'politie', altered('weighed', { answers: {} })],
  [
    'W-02',
    P('gesprek'),
    'politie',
    (history) => {
      const { data } = history.findLast((one) => one.data.type === 'weighed') ?? {}
      const answers = data && 'answers' in data ? data.answers : {}
      return altered('weighed', { answers: { ...answers, nationality: 'yes' } })(history)
    },
  ],
  [
    'W-03',
    P('terzijdeleggen voorgesteld'),
    'politie',
    altered('set-aside-proposed', { criterion: 'capacity' }),
  ],
  ['W-04', P('stoppen voorgesteld'), 'politie', altered('stop-proposed', { outcome: 'capacity' })],
  [
    'W-05',
    P('weging', '«Sanne» weegt: een gesprek, want «minderjarig» is «ja»'),
    'politie',
    altered('weighed', { urgency: [] }),
  ],
  ['W-06', P('gesprek'), 'politie', duty('weighed', { kind: 'finish-enrichment' })],
  ['W-07', P('onderzoek'), 'politie', withoutAct('consult-prosecutor')],

  ['G-01', P('stoppen voorgesteld'), 'politie', altered('stop-proposed', { guards: {} })],
  ['G-02', CONCLUDED, 'politie', altered('closed', { guards: {} })],
  ['G-03', P('in overdracht'), 'politie', altered('handover-offered', { guards: {} })],
  [
    'G-04',
    P('stoppen voorgesteld'),
    'politie',
    altered('stop-proposed', { guards: { ...ANSWERED, capacity: 'none' } }),
  ],

  ['O-01', P('in overdracht'), 'politie', duty('handover-offered', { kind: 'weigh' })],
  ['O-02', P('in overdracht'), 'politie', duty('handover-offered', { dueAt: FAR })],
  [
    'O-03',
    K(
      'verrijking',
      'de standaardverrijking is gedaan',
      '«Mila» biedt het signaal aan: «Naar de politie-eenheid van bestemming», omdat «De persoon vertrekt»',
    ),
    'kmar',
    withoutAct('journey'),
  ],
  ['O-04', P('in overdracht'), 'politie', altered('handover-offered', { moment: 'too-busy' })],
  ['O-05', ACCEPTED, 'kmar', altered('handover-accepted', { handover: 'another' })],
  ['O-06', SILENT, 'kmar', happenedAt('recall-requested', '2026-06-11T08:00:00.000Z')],
  ['O-07', `${SILENT}; de berichten komen aan`, 'kmar', altered('handover-returned', { escalation: null })],
  [
    'O-08',
    'de «politie» heeft een signaal aan de «Arbeidsinspectie» aangeboden; kijk bij de «Arbeidsinspectie»; «Daan» weigert de overdracht: «Niet ons taakveld»; de berichten komen aan',
    'politie',
    duty('handover-refused', { kind: 'hold-interview' }),
  ],
  [
    'O-09',
    `${OFFERED}; kijk bij de «politie»; «Sanne» weigert de overdracht: «Niet ons taakveld»`,
    'politie',
    altered('offer-refused', { reason: 'capacity' }),
  ],
  [
    'O-10',
    `${OFFERED}; kijk bij de «politie»; «Sanne» neemt het signaal op zich`,
    'politie',
    followed({ type: 'contact-recorded', phase: 'signal', with: 'reporter', result: 'spoken', reason: null }),
  ],
  [
    'O-11',
    P('overgedragen', '«Jayden» boekt het antwoord van de ontvanger in: «uitkomst»'),
    'politie',
    altered('handover-reported', { handover: 'another' }),
  ],
  [
    'O-12',
    P('weging', ASK_UNIT, '«Sanne» trekt de vraag aan de andere eenheid in', BY_DOCUMENT),
    'politie',
    without('unit-recalled'),
  ],
  ['O-13', P('weging', ASK_UNIT), 'politie', altered('unit-offered', { opens: [] })],
  [
    'O-14',
    P('weging', ASK_UNIT, '«Fatima» neemt het signaal over voor de eigen eenheid'),
    'politie',
    (history) => {
      const moved = altered('unit-accepted', { unit: 'intelligence' })
      return moved(duty('unit-accepted', { unit: 'intelligence' })(history))
    },
  ],
  [
    'O-15',
    P('weging', BY_DOCUMENT, '«Jayden» boekt het antwoord van de ontvanger in: «aanvaard»'),
    'politie',
    by('handover-accepted', 'sanne'),
  ],

  ['T-01', CROSSING, 'arbeidsinspectie', altered('crossing-offered', { acts: ['company-data'] })],
  ['T-02', CROSSING, 'arbeidsinspectie', altered('crossing-offered', { withoutStatements: false })],
  [
    'T-03',
    `${CROSSING}; «Esra» neemt het over in het dossier van de eigen arm`,
    'arbeidsinspectie',
    by('crossing-accepted', 'kees'),
  ],
  [
    'T-04',
    [
      CROSSING,
      '«Esra» neemt het over in het dossier van de eigen arm',
      'de standaardverrijking is gedaan en het overige is overwogen',
      '«Daan» routeert naar «Arbeidsuitbuiting»',
      '«Daan» rondt de verrijking af',
      '«Daan» begint een ambtshalve onderzoek',
    ].join('; '),
    'arbeidsinspectie',
    without('crossing-accepted'),
  ],
  ['T-05', CROSSING, 'arbeidsinspectie', altered('crossing-offered', { seenOn: '2027-01-01' })],
  ['T-06', CROSSING, 'arbeidsinspectie', altered('crossing-offered', { opens: [] })],
  [
    'T-07',
    `${CROSSING}; «Esra» neemt het over in het dossier van de eigen arm`,
    'arbeidsinspectie',
    altered('crossing-accepted', { acts: ['joint-inspection', 'company-data'] }),
  ],

  ['U-01', A('stoppen voorgesteld'), 'arbeidsinspectie', without('routed', 'routing-reviewed')],
  ['U-02', A('weging'), 'arbeidsinspectie', altered('routed', { answers: {} })],
  ['U-03', A('weging'), 'arbeidsinspectie', altered('routed', { protection: {} })],
  [
    'U-04',
    A(
      'verrijking',
      '«Daan» doet «Mogelijk slachtoffer melden bij CoMensha»',
      '«Daan» routeert naar «Ernstige benadeling», terwijl «bescherming» met «ja» is beantwoord',
    ),
    'arbeidsinspectie',
    withoutAct('report-to-comensha'),
  ],
  ['U-05', A('onderzoek'), 'arbeidsinspectie', altered('routed', { lane: 'serious-disadvantage' })],
  ['U-06', A('weging'), 'arbeidsinspectie', by('routing-reviewed', 'daan')],
  [
    'U-07',
    A('verrijking', '«Daan» routeert naar «Arbeidsuitbuiting»'),
    'arbeidsinspectie',
    altered('routed', { opens: [] }),
  ],
  [
    'U-08',
    A('verrijking', '«Daan» routeert naar «Arbeidsuitbuiting»'),
    'arbeidsinspectie',
    altered('routed', { lane: 'own-words' }),
  ],
  ['U-09', A('afgesloten'), 'arbeidsinspectie', without('routing-reviewed')],

  [
    'B-01',
    K(
      'weging',
      'het signaal ligt bij de eenheid van «Ines»',
      '«Ines» begint een onderzoek naar burgerluchtvaart',
    ),
    'kmar',
    unitInstead('brigade-grenstoezicht', 'brigade-eindhoven'),
  ],
  [
    'B-02',
    A('weging', 'het signaal ligt bij de eenheid van «Ruth»', '«Daan» begint een ambtshalve onderzoek'),
    'arbeidsinspectie',
    unitInstead('toezicht', 'leiding-opsporingsdienst'),
  ],
  [
    'B-03',
    A('onderzoek', '«Daan» doet «Bijzondere opsporingsbevoegdheden»'),
    'arbeidsinspectie',
    altered('act-recorded', { unit: 'toezicht' }),
  ],
  [
    'B-04',
    P('onderzoek'),
    'politie',
    altered('investigation-started', { qualification: { law: '', variants: [] } }),
  ],
  ['B-05', P('weging'), 'politie', actAltered('victim-contact', { qualified: null })],
  [
    'B-06',
    P(
      'gesprek',
      '«Sanne» voert een informatief gesprek, aangifte «gedaan»',
      '«Sanne» rondt de gespreksfase af',
      '«Jayden» begint een onderzoek op aangifte',
    ),
    'politie',
    altered('interview-recorded', { complaint: 'considering' }),
  ],
  [
    'B-07',
    P('gesprek', '«Sanne» voert een informatief gesprek met «Fatima» erbij'),
    'politie',
    altered('interview-recorded', { second: 'sanne' }),
  ],

  ['A-01', P('aangehouden'), 'politie', altered('held', { reason: 'too-busy' })],
  [
    'A-02',
    P('aangehouden'),
    'politie',
    (history) =>
      altered('held', { reviewOn: '2026-12-01' })(
        duty('held', { dueAt: '2026-12-01T08:00:00.000Z' })(history),
      ),
  ],
  ['A-03', P('opgelegd'), 'politie', duty('shelved', { dueAt: FAR })],
  [
    'A-04',
    P('weging', '«Sanne» stelt voor op te leggen tot «1 juli 2026»'),
    'politie',
    altered('stop-proposed', { reviewOn: null }),
  ],
  [
    'A-05',
    P('aangehouden', '«Jayden» pakt het aangehouden signaal weer op'),
    'politie',
    duty('resumed', { kind: 'hold-interview' }),
  ],

  ['L-01', LOOKED, 'politie', altered('second-look-drawn', { of: 1 })],
  ['L-02', LOOKED, 'politie', altered('second-look-drawn', { deciders: ['jayden'] })],
  ['L-03', LOOKED, 'politie', by('second-look-taken', 'jayden')],
  ['L-04', LOOKED, 'politie', altered('second-look-taken', { answers: {} })],
  ['L-05', LOOKED, 'politie', opened('second-look-drawn', { unit: 'avim-midden' })],
  ['L-06', LOOKED, 'politie', altered('second-look-taken', { verdict: 'follow-up' })],
  ['L-07', LOOKED, 'politie', altered('second-look-taken', { look: 'another' })],

  [
    'S-01',
    'de scan wijst een registratie aan bij de «politie»; «Sanne» bevestigt het signaal, spoed «minderjarig»',
    'politie',
    altered('signal-confirmed', { urgency: ['minor', 'minor'] }),
  ],
  [
    'S-02',
    'de scan wijst een registratie aan bij de «politie»; «Sanne» bevestigt het signaal, spoed «minderjarig»',
    'politie',
    duty('signal-confirmed', { dueAt: '2026-06-15T15:00:00.000Z' }),
  ],
  [
    'S-03',
    P('verrijking', '«Sanne» zet de spoed op «gevaar»', '«Sanne» zet de spoed op «geen»'),
    'politie',
    duty('urgency-set', { dueAt: '2026-06-25T15:00:00.000Z' }),
  ],
  [
    'S-04',
    'de scan wijst een registratie aan bij de «politie»; «Sanne» bevestigt het signaal, spoed «gevaar»',
    'politie',
    opened('signal-confirmed', { dueAt: '2026-06-18T15:00:00.000Z' }),
  ],

  // Information that leaves work as it is says nothing about N-01; that it opens what had ended, does.
  [
    'N-01',
    P('afgesloten', 'er is nieuwe informatie met treffers'),
    'politie',
    followed(
      {
        type: 'registration-changed',
        registration: 'reg-3',
        catalogue: 'c',
        indicators: [],
        duty: OTHER_DUTY,
      },
      'spoor',
    ),
  ],
  [
    'N-02',
    P('afgesloten', 'er is nieuwe informatie met treffers'),
    'politie',
    duty('registration-changed', { kind: 'hold-interview' }),
  ],
  [
    'N-03',
    P('weging', ASK_UNIT, 'er is nieuwe informatie met treffers'),
    'politie',
    (history) => {
      const { data } = history.findLast((one) => one.data.type === 'unit-offered') ?? {}
      return altered('registration-changed', { ends: (data?.opens ?? []).map(({ id }) => id) })(history)
    },
  ],
]

function broken(history: readonly SignalEvent[], rules: WayOfWorking): readonly string[] {
  return alleRegels
    .filter(
      ({ voor, toets }) => voor.includes(rules.organisation) && typeof toets(history, rules) !== 'string',
    )
    .map(({ id }) => id)
}

const ruleOf = (id: string) => {
  const rule = alleRegels.find((one) => one.id === id)
  if (!rule) throw new Error(`no rule ${id}`)
  return rule
}

describe.each(CASES)('%s', (id, sentences, organisation, plant) => {
  const { history, rules } = historyOf(sentences, organisation)

  test('is kept by what people do', () => {
    expect(ruleOf(id).toets(history, rules)).toBe('voldaan')
    expect(broken(history, rules)).toEqual([])
  })

  test('is broken by the planted fault, and says why; no other rule is', () => {
    const planted = plant(history)
    const end = planted.at(-1)?.seq ?? 0
    const verdict = ruleOf(id).toets(planted, rules)
    if (typeof verdict === 'string') throw new Error(`${id} holds the planted fault to be ${verdict}`)
    expect(verdict.geschonden).toBeGreaterThan(0)
    expect(verdict.geschonden).toBeLessThanOrEqual(end)
    expect(verdict.want).toMatch(/^[A-Z].*[.?]$/)
    expect(broken(planted, rules)).toEqual([id])
  })
})

test('waiting for capacity that is not counted apart breaks A-06', () => {
  const { history, rules } = historyOf(P('aangehouden'), 'politie')
  const uncounted = {
    ...rules,
    holdReasons: rules.holdReasons.map((one) => ({ ...one, countedApart: false })),
  }
  expect(ruleOf('A-06').toets(history, rules)).toBe('voldaan')
  expect(broken(history, uncounted)).toEqual(['A-06'])
})

describe('the rules', () => {
  test('are at least forty, each with a case, a sentence, a source and somebody to whom it applies', () => {
    expect(alleRegels.length).toBeGreaterThanOrEqual(40)
    const shown = new Set([...CASES.map(([id]) => id), 'A-06'])
    expect(alleRegels.map(({ id }) => id).filter((id) => !shown.has(id))).toEqual([])
    for (const { regel, bron, voor } of alleRegels) {
      expect(regel).toMatch(/^["A-Z].*\.$/)
      expect(bron).not.toBe('')
      expect(voor.filter((one) => ORGANISATIONS.includes(one))).not.toEqual([])
    }
  })

  test('have an id of their own', () => {
    const ids = alleRegels.map(({ id }) => id)
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([])
  })
})
