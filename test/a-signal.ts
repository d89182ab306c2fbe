import { dutchCalendar } from '#actions/calendar.ts'
import { readLaw } from '#actions/law.ts'
import { readWaysOfWorking } from '#actions/ways-of-working.ts'
import type { OrganisationId } from '#core/organisation.ts'
import { done, type Outcome } from '#core/outcome.ts'
import { dayOf } from '#core/time.ts'
import { decide } from '#process/decide.ts'
import type { Actor, Circumstances } from '#process/duty.ts'
import type { EventData, NewEvent } from '#process/event.ts'
import { evolve, fold } from '#process/fold.ts'
import { receiveOffer } from '#process/offer.ts'
import type { Refusal } from '#process/refusal.ts'
import { drawSecondLook } from '#process/second-look.ts'
import { propose, type Birth } from '#process/signal.ts'
import { SIGNAL_STATES, type Signal, type SignalState } from '#process/state.ts'
import type { Step, StepOf } from '#process/step.ts'

const ROLES = ['analyst', 'weigher', 'interviewer', 'investigator']
const QUALIFICATIONS = [
  { id: 'trafficking-certified', until: '2027-12-31' },
  { id: 'trained-first-contact', until: null },
]

/** A colleague who may do everything that needs no team lead, with every qualification. */
export function aColleague(id: string, unit: string, but: Partial<Actor> = {}): Actor {
  return { id, unit, roles: ROLES, qualifications: QUALIFICATIONS, ...but }
}

/** Colleagues of the police. Sanne and Jayden work together; Fatima is of another unit. */
export const sanne = aColleague('sanne', 'intelligence')
export const jayden = aColleague('jayden', 'intelligence')
export const fatima = aColleague('fatima', 'regionale-recherche')
/** Noor has the roles and no qualification; Bram only reports. */
export const noor = aColleague('noor', 'intelligence', { qualifications: [] })
export const bram = aColleague('bram', 'avim-midden', { roles: ['officer'], qualifications: [] })
/** Of the Labour Inspectorate: Daan and Esra investigate, Kees supervises. */
export const daan = aColleague('daan', 'arbeidsuitbuiting')
export const esra = aColleague('esra', 'arbeidsuitbuiting')
export const kees = aColleague('kees', 'toezicht')
/** Of the Marechaussee. */
export const mila = aColleague('mila', 'brigade-schiphol')
export const thijs = aColleague('thijs', 'brigade-schiphol')

/** Two colleagues of each organisation: who works, and who looks again. */
export const TEAM: Readonly<Record<OrganisationId, readonly [Actor, Actor]>> = {
  politie: [sanne, jayden],
  arbeidsinspectie: [daan, esra],
  kmar: [mila, thijs],
}

const ways = readWaysOfWorking()
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
/** Every guard answered, with a reference. */
export const guards = Object.fromEntries(
  rules.guards.map(({ id, answers: choices }) => [
    id,
    { answer: choices[0]!.id, reference: 'Zie verslag 3.' },
  ]),
)
export const mandatoryActs = rules.acts.filter((act) => act.mandatory).map(({ id }) => id)
/** Acts that a decision asks to have been considered. */
const considered = ['consult-prosecutor', 'suspect-as-victim', 'financial-look']
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

/** The municipality has no Spoor: the pack goes as a document. */
export const offerByDocument: StepOf<'offer-handover'> = {
  ...STEP_EXAMPLES['offer-handover'],
  rule: 'administrative-to-municipality',
  moment: 'administrative-after-protection',
}
export const shelve: StepOf<'propose-stop'> = {
  ...STEP_EXAMPLES['propose-stop'],
  outcome: 'shelve',
  reviewOn: '2026-07-01',
}

/** A signal that the scan has just proposed. */
export function aProposal(organisation: OrganisationId = 'politie', but: Partial<Birth> = {}): Signal {
  const now = at(morning.now, organisation)
  const birth = { registration: 'reg-1', channel: 'mutatie', catalogue: 'c', indicators: ['ALG-01'] }
  const { data } = propose({ ...birth, forms: ['arbeid'], ...but }, now)
  return fold('sig-1', [{ seq: 1, at: now.now, by: 'spoor', data }])
}

/** A signal that another organisation has just offered. */
export function anOffer(organisation: OrganisationId = 'politie', from: OrganisationId = 'kmar'): Signal {
  const now = at(morning.now, organisation)
  const offer = { kind: 'offer', handover: 'handover-1', to: organisation, forms: ['arbeid'] } as const
  const answerBy = '2026-06-16T15:00:00.000Z'
  const { data } = receiveOffer({ ...offer, urgent: false, answerBy, pack }, from, now)
  return fold('sig-2', [{ seq: 1, at: now.now, by: 'spoor', data }])
}

/** The signal one event further. */
export function next(signal: Signal, data: EventData, by = 'spoor', now = morning.now): Signal {
  return evolve(signal, { seq: signal.seq + 1, at: now, by, data })
}

/** Decides a step and folds it: the event, and the signal as it is after it. */
export function decideAndEvolve(
  signal: Signal,
  step: Step,
  actor: Actor,
  now: Circumstances,
): Outcome<{ readonly event: NewEvent; readonly after: Signal }, Refusal> {
  const decision = decide(signal, step, actor, now)
  if (!decision.ok) return decision
  const event = decision.value
  return done({ event, after: next(signal, event.data, actor.id, now.now) })
}

/** What comes of a step: the state after it, or the refusal. */
export function outcomeOf(signal: Signal, step: Step, actor = jayden, now = atOf(signal)): string {
  const decision = decideAndEvolve(signal, step, actor, now)
  return decision.ok ? decision.value.after.state : decision.refusal
}

/** The first morning, for the organisation of a signal. */
export function atOf({ wayOfWorking }: Signal): Circumstances {
  return at(morning.now, ways.byId(wayOfWorking).organisation)
}

export type Taken = readonly [Step, Actor]

/** Takes steps one after the other. @throws when one is refused: the story of the test is wrong then. */
export function after(signal: Signal, ...steps: readonly Taken[]): Signal {
  return steps.reduce((now, [step, actor]) => {
    const decision = decideAndEvolve(now, step, actor, atOf(signal))
    if (!decision.ok) throw new Error(`${step.type} refused: ${decision.refusal}`)
    return decision.value.after
  }, signal)
}

/** A decision of this signal was drawn for a second look. @throws when it cannot be. */
export function drawn(signal: Signal): Signal {
  const event = drawSecondLook(signal, signal.seq, [sanne.id, jayden.id], atOf(signal))
  if (!event) throw new Error(`no second look of a signal that is ${signal.state}`)
  return next(signal, event.data)
}

const S = STEP_EXAMPLES

/** How a signal comes into each state; where a second person is asked for, the first of the team proposed. */
export function roadTo(state: SignalState, organisation: OrganisationId = 'politie'): readonly Taken[] {
  const [one, other] = TEAM[organisation]
  const acts = [
    ...rulesOf(organisation)
      .acts.filter((act) => act.mandatory)
      .map(({ id }) => id),
    ...considered,
  ]
  const enriching: readonly Taken[] = [
    [S.confirm, one],
    [S['start-enrichment'], one],
    [noCircumstances(organisation), one],
    [S['record-contact'], one],
    ...acts.map((act) => [actDone(act, organisation), one] as const),
  ]
  const routed: readonly Taken[] = [
    [S.route, one],
    [S['review-routing'], other],
  ]
  const hasLanes = rulesOf(organisation).routing !== null
  const weighing: readonly Taken[] = [
    ...enriching,
    ...(hasLanes ? routed : []),
    [S['finish-enrichment'], one],
  ]
  const roads: Readonly<Record<SignalState, readonly Taken[]>> = {
    offered: [],
    proposed: [],
    'set-aside-proposed': [[S['propose-set-aside'], one]],
    confirmed: [[S.confirm, one]],
    enriching,
    weighing,
    'stop-proposed': [...weighing, [S['propose-stop'], one]],
    shelved: [...weighing, [shelve, one], [S['confirm-stop'], other]],
    interviewing: [...weighing, [S.weigh, one]],
    investigating: [
      ...weighing,
      [S['start-investigation'], one],
      [S['record-contact'], one],
      [actDone('financial-investigation', organisation), one],
    ],
    held: [...weighing, [S.hold, one]],
    'handing-over': [...weighing, [S['offer-handover'], one]],
    'handed-over': [...weighing, [offerByDocument, one], [S['enter-receipt'], other]],
    closed: [...weighing, [S['propose-stop'], one], [S['confirm-stop'], other]],
  }
  return roads[state]
}

/** The roads of the police. */
export const ROAD_TO = Object.fromEntries(
  SIGNAL_STATES.map((state) => [state, roadTo(state)]),
) as unknown as Readonly<Record<SignalState, readonly Taken[]>>

export function aSignalIn(state: SignalState, organisation: OrganisationId = 'politie'): Signal {
  const start = state === 'offered' ? anOffer(organisation) : aProposal(organisation)
  return after(start, ...roadTo(state, organisation))
}
