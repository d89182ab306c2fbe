import {
  P,
  A,
  K,
  ASK_UNIT,
  CROSSING,
  OFFERED,
  SILENT,
  ACCEPTED,
  LOOKED,
  BY_DOCUMENT,
  FAR,
  OTHER_DUTY,
  type Case,
} from './case.ts'
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
} from './planted.ts'

/** Between organisations, arms and units; powers; waiting, urgency, the second look, new information. */
export const CASES_BETWEEN: readonly Case[] = [
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
  [
    'N-04',
    [
      OFFERED,
      'kijk bij de «politie»',
      '«Sanne» weigert de overdracht: «Niet ons taakveld»',
      'er is nieuwe informatie met treffers',
    ].join('; '),
    'politie',
    altered('registration-changed', { duty: OTHER_DUTY }),
  ],
]
