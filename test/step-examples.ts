import { dutchCalendar } from '#actions/calendar.ts'
import { readLaw } from '#actions/law.ts'
import { readWaysOfWorking } from '#actions/ways-of-working.ts'
import type { OrganisationId } from '#core/organisation.ts'
import { dayOf } from '#core/time.ts'
import type { Circumstances } from '#process/duty.ts'
import type { Step, StepOf } from '#process/step.ts'

export const ways = readWaysOfWorking()
const law = readLaw()
const calendar = dutchCalendar()
const DAY = '2026-06-11'
let ids = 0

/** Circumstances at a moment, under the way of working and the law of that day; ids count up and never come back. */
export function at(now: string, organisation: OrganisationId = 'politie'): Circumstances {
  const { offence, places } = law.versionOn(dayOf(now))
  if (!offence) throw new Error(`no law on ${now}`)
  const rules = ways.inForce(organisation, dayOf(now))
  return {
    rules,
    law: { offence, places: places?.places ?? [] },
    calendar,
    now,
    newId: () => `id-${++ids}`,
  }
}

export const morning = at(`${DAY}T07:00:00.000Z`)
export const rules = morning.rules
export const rulesOf = (organisation: OrganisationId) => ways.inForce(organisation, DAY)
const ground = 'Omdat de feiten dat vragen.'
export const answers = Object.fromEntries(rules.weighingCriteria.map(({ id }) => [id, 'unknown' as const]))
/** Every guard answered, with a reference; of contact nothing that was not recorded. */
export const guards = Object.fromEntries(
  rules.guards.map(({ id, answers: choices }) => {
    const { id: answer } = choices.find(({ contact }) => contact === undefined)!
    return [id, { answer, reference: 'Zie verslag 3.' }]
  }),
)
export const mandatoryActs = rules.acts.filter((act) => act.mandatory).map(({ id }) => id)
/** Acts that a decision asks to have been considered. */
export const considered = ['consult-prosecutor', 'suspect-as-victim', 'financial-look']
const offence = morning.law.offence

/** What goes to another organisation. */
export const pack = {
  title: 'Signaal van de werkvloer',
  ground: 'Het gaat om werk; met de mensen is gesproken.',
  registrations: [
    {
      sourceId: 'PL0900-2026-1',
      registeredAt: '2026-06-10T10:00:00+02:00',
      incident: 'overig',
      title: 'Controle',
      text: 'Zes mensen slapen in de loods.',
    },
  ],
  acts: [],
}

/** An act of an organisation that was done, with where its facts come from. */
export function actDone(act: string, organisation: OrganisationId = 'politie'): StepOf<'record-act'> {
  const rule = rulesOf(organisation).acts.find(({ id }) => id === act)
  return {
    type: 'record-act',
    act,
    result: 'done',
    reason: null,
    provenance: {
      source: rule?.information[0] ?? 'own-registrations',
      obtainedOn: '2026-06-10',
      reliability: 'reliable',
      factOrOpinion: 'fact',
      obtainedBy: 'een medewerker van het team',
      howObtained: 'gevraagd en nagezien',
    },
    unmet: [],
    unqualifiedBecause: '',
    ground,
  }
}

/** Nothing that makes a further act mandatory. */
export function noCircumstances(organisation: OrganisationId = 'politie'): StepOf<'record-circumstances'> {
  const none = rulesOf(organisation).circumstances.map(({ id }) => [id, 'no' as const])
  return { type: 'record-circumstances', circumstances: Object.fromEntries(none), ground }
}

/** One valid example of each step, for the police. */
export const STEP_EXAMPLES: { readonly [T in Step['type']]: StepOf<T> } = {
  'take-up': { type: 'take-up' },
  'offer-unit': { type: 'offer-unit', unit: 'intelligence', ground },
  'accept-unit': { type: 'accept-unit', ground },
  'refuse-unit': { type: 'refuse-unit', reason: 'not-our-field', ground },
  'recall-unit': { type: 'recall-unit', ground },
  confirm: { type: 'confirm', urgency: [], ground },
  'propose-set-aside': { type: 'propose-set-aside', criterion: 'police-act', ground },
  'confirm-set-aside': { type: 'confirm-set-aside', ground },
  'reject-set-aside': { type: 'reject-set-aside', ground },
  'start-enrichment': { type: 'start-enrichment', ground },
  'record-act': actDone('victim-contact'),
  'record-circumstances': noCircumstances(),
  'record-contact': {
    type: 'record-contact',
    with: 'possible-victim',
    result: 'attempted',
    reason: null,
    ground,
  },
  'set-urgency': { type: 'set-urgency', urgency: ['minor'], ground },
  hold: { type: 'hold', reason: 'capacity', reviewOn: '2026-06-25', ground },
  resume: { type: 'resume', ground },
  route: {
    type: 'route',
    lane: 'labour-exploitation',
    answers: routingAnswers('criteria'),
    protection: routingAnswers('protectionFirst'),
    ground,
  },
  'review-routing': { type: 'review-routing', agrees: true, ground },
  'offer-crossing': {
    type: 'offer-crossing',
    crossing: 'supervision-to-investigation',
    acts: ['joint-inspection'],
    seen: 'Zes slaapplaatsen in de loods.',
    power: 'Art. 5:15 Awb: het betreden van plaatsen.',
    seenOn: '2026-06-10',
    withoutStatements: true,
    ground,
  },
  'accept-crossing': { type: 'accept-crossing', ground },
  'refuse-crossing': { type: 'refuse-crossing', ground },
  'offer-handover': {
    type: 'offer-handover',
    rule: 'labour-to-inspectorate',
    moment: 'labour-and-safe',
    pack,
    guards,
    ground,
  },
  'recall-handover': { type: 'recall-handover', ground },
  'enter-receipt': {
    type: 'enter-receipt',
    receipt: 'accepted',
    reference: 'Brief 2026/114',
    says: '',
    ground,
  },
  'accept-handover': { type: 'accept-handover', ground },
  'refuse-handover': { type: 'refuse-handover', reason: 'not-our-field', ground },
  'take-second-look': { type: 'take-second-look', look: 'look-1', verdict: 'agrees', answers, ground },
  'finish-enrichment': { type: 'finish-enrichment', ground },
  weigh: { type: 'weigh', decision: 'interview', answers, ground },
  'propose-stop': {
    type: 'propose-stop',
    outcome: 'not-trafficking',
    reviewOn: null,
    answers,
    guards,
    ground,
  },
  'confirm-stop': { type: 'confirm-stop', ground },
  'reject-stop': { type: 'reject-stop', ground },
  'review-shelved': { type: 'review-shelved', ground },
  'record-interview': {
    type: 'record-interview',
    held: true,
    complaint: 'made',
    second: null,
    recorded: true,
    unqualifiedBecause: '',
    ground,
  },
  'finish-interview': { type: 'finish-interview', ground },
  'start-investigation': {
    type: 'start-investigation',
    exOfficio: true,
    prosecutor: 'mr. De Boer',
    answers,
    qualification: { law: offence.id, variants: [offence.variants[0]!.id], means: [], purposes: [] },
    assignedBy: '',
    civilAviation: false,
    ground,
  },
  conclude: { type: 'conclude', outcome: 'submitted-to-prosecutor', guards, ground },
}

function routingAnswers(of: 'criteria' | 'protectionFirst') {
  const asked = rulesOf('arbeidsinspectie').routing?.[of] ?? []
  return Object.fromEntries(asked.map((one) => [typeof one === 'string' ? one : one.id, 'no' as const]))
}

/** An authority abroad has no Spoor: the pack goes as a document. */
export const offerByDocument: StepOf<'offer-handover'> = {
  ...STEP_EXAMPLES['offer-handover'],
  rule: 'abroad-to-foreign-authority',
  moment: 'facts-abroad',
}
/** The municipality takes no duty over: it does its part, and the signal stays here. */
export const share: StepOf<'offer-handover'> = {
  ...STEP_EXAMPLES['offer-handover'],
  rule: 'administrative-to-municipality',
  moment: 'administrative-after-protection',
}
export const shelve: StepOf<'propose-stop'> = {
  ...STEP_EXAMPLES['propose-stop'],
  outcome: 'shelve',
  reviewOn: '2026-07-01',
}
