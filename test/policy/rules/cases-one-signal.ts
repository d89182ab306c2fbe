import { P, A, K, ACT, CONTACT, ASK_UNIT, CONCLUDED, LATE, ANSWERED, FAR, SHARED, type Case } from './case.ts'
import { altered, answered, by, duty, followed, opened, unitInstead, without, withoutAct } from './planted.ts'

const FURTHER = '«Sanne» weegt: verder verrijken'
const TRIED =
  '«Sanne» stelt voor te stoppen: «Geen mensenhandel», met op de waarborg «contact» het antwoord «Geprobeerd»'
const FINISHED = '«Sanne» rondt de verrijking af'

/** Owner, four eyes, enrichment, contact, weighing, guards, powers, what is shared. */
export const CASES_OF_ONE_SIGNAL: readonly Case[] = [
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
  [
    'W-09',
    P('weging', '«Sanne» stelt voor te stoppen: «Geen aanknopingspunten voor opsporing»'),
    'politie',
    answered('stop-proposed', { leads: 'yes' }),
  ],
  [
    'W-08',
    P('weging', FURTHER, FINISHED, FURTHER, FINISHED, '«Sanne» weegt: een gesprek'),
    'politie',
    (history) =>
      altered('weighed', { decision: 'enrich-further' })(
        duty('weighed', { kind: 'finish-enrichment' })(history),
      ),
  ],

  ['G-01', P('stoppen voorgesteld'), 'politie', altered('stop-proposed', { guards: {} })],
  ['G-02', CONCLUDED, 'politie', altered('closed', { guards: {} })],
  ['G-03', P('in overdracht'), 'politie', altered('handover-offered', { guards: {} })],
  [
    'O-16',
    P('weging', SHARED),
    'politie',
    altered('share-offered', {
      partner: 'arbeidsinspectie',
      rule: 'labour-to-inspectorate',
      moment: 'labour-and-safe',
    }),
  ],
  ['O-17', P('weging', SHARED), 'politie', opened('share-offered', { unit: 'basisteams' })],
  [
    'B-08',
    'een signaal van de vorm «seksueel» bij de «Arbeidsinspectie» in «weging»; «Daan» begint een onderzoek dat de officier heeft toegewezen',
    'arbeidsinspectie',
    altered('investigation-started', { assigned: false }),
  ],
  [
    'B-09',
    K(
      'weging',
      'het signaal ligt bij de eenheid van «Ines»',
      '«Ines» begint een onderzoek naar burgerluchtvaart',
    ),
    'kmar',
    altered('investigation-started', { civilAviation: false }),
  ],
  [
    'G-05',
    P('weging', TRIED),
    'politie',
    altered('stop-proposed', { guards: { ...ANSWERED, 'possible-victim-contact': 'spoken' } }),
  ],
  [
    'G-04',
    P('stoppen voorgesteld'),
    'politie',
    altered('stop-proposed', { guards: { ...ANSWERED, capacity: 'none' } }),
  ],
]
