import { dutchCalendar } from '#actions/calendar.ts'
import { readLaw } from '#actions/law.ts'
import { readWaysOfWorking } from '#actions/ways-of-working.ts'
import { FORMS } from '#core/form.ts'
import type { OrganisationId } from '#core/organisation.ts'
import { dayOf, plusDays } from '#core/time.ts'
import { openActs, unansweredCircumstances } from '#process/act.ts'
import { decide } from '#process/decide.ts'
import type { Actor, Circumstances } from '#process/duty.ts'
import { escalate } from '#process/escalation.ts'
import { MACHINE, type NewEvent, type SignalEvent } from '#process/event.ts'
import { evolve, fold } from '#process/fold.ts'
import { receiveMessage } from '#process/handover-answer.ts'
import { lapse } from '#process/handover.ts'
import { receiveOffer } from '#process/offer.ts'
import { drawSecondLook, isNegative } from '#process/second-look.ts'
import { noteChange, propose, register } from '#process/signal.ts'
import { isOpen, type Signal } from '#process/state.ts'
import type { Step } from '#process/step.ts'
import type { WayOfWorking } from '#process/way-of-working.ts'
import { stepsOf } from './ledger-steps.ts'

const ways = readWaysOfWorking()
const law = readLaw()
const calendar = dutchCalendar()
const STEPS = 160
const START = '2026-06-11T07:00:00.000Z'
const ROLES = ['analyst', 'weigher', 'interviewer', 'investigator', 'team-lead']

/** A history in memory: whatever people and the machine may come to write, in any order, at any time. */
export interface RandomHistory {
  readonly events: readonly SignalEvent[]
  readonly signal: Signal
  readonly rules: WayOfWorking
}

/** The same seed gives the same history. */
export function aRandomHistory(organisation: OrganisationId, seed: number): RandomHistory {
  const random = numbersFrom(seed)
  const rules = ways.inForce(organisation, dayOf(START))
  const one = <T>(list: readonly T[]): T => list[random() % list.length]!
  const people = rules.units.flatMap(({ id: unit }, at) =>
    ['a', 'b'].map((name): Actor => {
      const qualifications = rules.qualifications.map(({ id }) => ({ id, until: null }))
      return { id: `${name}${at}`, unit, roles: ROLES, qualifications }
    }),
  )
  let ids = 0
  let now = Date.parse(START)
  const at = () => new Date(now).toISOString()
  const circumstances = (): Circumstances => {
    const { offence, places } = law.versionOn(dayOf(at()))
    if (!offence) throw new Error('no law')
    const held = { offence, places: places?.places ?? [] }
    return { rules, law: held, calendar, now: at(), newId: () => `id-${++ids}` }
  }
  const birth = born(organisation, one, circumstances())
  const events: SignalEvent[] = [{ seq: 1, at: at(), by: birth.by, data: birth.event.data }]
  let signal = fold('signal', events)
  for (let tried = 0; tried < STEPS; tried++) {
    now += one([60_000, 3_600_000, 3_600_000, 86_400_000]) * (random() % 3)
    const step = one([person, person, person, person, machine])(signal)
    if (!step) continue
    const event = { seq: events.length + 1, at: at(), by: step.by, data: step.event.data }
    signal = evolve(signal, event)
    events.push(event)
  }
  return { events, signal, rules }

  function person(met: Signal): { readonly event: NewEvent; readonly by: string } | null {
    const actor = one(people)
    const today = dayOf(at())
    const day = plusDays(today, 1 + (random() % 20))
    const step =
      (random() % 2 === 0 ? onward(met, rules, day, one) : undefined) ?? one(candidates(met, rules, day, one))
    const decision = decide(met, step, actor, circumstances())
    return decision.ok ? { event: decision.value, by: actor.id } : null
  }

  function machine(met: Signal): { readonly event: NewEvent; readonly by: string } | null {
    const event = one([climbs, lapses, changes, draws, hears])(met, circumstances())
    return event && { event, by: MACHINE }
  }

  function draws(met: Signal, given: Circumstances): NewEvent | null {
    const decided = events.findLast(isNegative)
    const proposed = events.findLast(
      ({ data }) => data.type === 'stop-proposed' || data.type === 'set-aside-proposed',
    )
    if (!decided || !proposed) return null
    return drawSecondLook(met, decided.seq, [proposed.by, decided.by], given)
  }

  function changes(met: Signal, given: Circumstances): NewEvent | null {
    if (met.registrations.length === 0 || random() % 6 > 0) return null
    return noteChange(met, { registration: 'r', catalogue: 'c', indicators: [] }, random() % 2 === 0, given)
  }

  function hears(met: Signal, given: Circumstances): NewEvent | null {
    const handover =
      met.state === 'handing-over' || met.state === 'handed-over' ? met.handover : met.from?.handover
    if (handover === undefined || ('via' in met && met.via === 'document')) return null
    const recalled = 'recall' in met && met.recall !== null ? (['recall-confirmed'] as const) : []
    const kinds =
      met.state === 'offered'
        ? (['recall'] as const)
        : (['received', 'accept', 'refuse', 'outcome', ...recalled] as const)
    const kind = one<string>(kinds)
    if (kind === 'outcome' && met.state !== 'handed-over') return null
    const message = { kind, handover, to: organisation, reason: 'own-signal', words: '', outcome: 'no-leads' }
    const reception = receiveMessage(met, message as never, 'politie', given)
    return typeof reception === 'string' ? null : reception.event
  }
}

function climbs(met: Signal, given: Circumstances): NewEvent | null {
  return escalate(met, given)
}

function lapses(met: Signal, given: Circumstances): NewEvent | null {
  return isOpen(met) ? lapse(met, given) : null
}

type One = <T>(list: readonly T[]) => T

function born(organisation: OrganisationId, one: One, given: Circumstances) {
  const forms = [one([...FORMS, 'arbeid', 'arbeid', 'arbeid'] as const)]
  const birth = {
    registration: 'r',
    channel: one(['melding', 'aangifte']),
    catalogue: 'c',
    forms,
    indicators: [],
  }
  const from = organisation === 'politie' ? 'kmar' : 'politie'
  const pack = { title: '', ground: '', registrations: [], acts: [] }
  const answerBy = '2026-06-16T15:00:00.000Z'
  const offer = {
    kind: 'offer',
    handover: 'h',
    to: organisation,
    forms,
    urgent: false,
    answerBy,
    pack,
  } as const
  return one([
    () => ({ event: propose(birth, given), by: MACHINE }),
    () => ({ event: register(birth, 'Gezien.', given), by: 'a0' }),
    () => ({ event: receiveOffer(offer, from, given), by: MACHINE }),
  ])()
}

/** Steps that may fit, and some that do not. */
function candidates(met: Signal, rules: WayOfWorking, day: string, one: One): readonly Step[] {
  const s = stepsOf(rules)
  const simple = (
    [
      ...[
        'take-up',
        'accept-unit',
        'recall-unit',
        'confirm-set-aside',
        'reject-set-aside',
        'start-enrichment',
      ],
      ...['finish-enrichment', 'confirm-stop', 'reject-stop', 'review-shelved', 'finish-interview', 'resume'],
      ...['accept-crossing', 'refuse-crossing', 'accept-handover', 'recall-handover'],
    ] as const
  ).map((type) => s.simple(type) as Step)
  const ground = 'Omdat.'
  const undone = rules.acts.filter(({ id, phases }) => !(id in met.acts) && phases.includes(met.phase))
  const acts = undone.map(({ id }) => s.act(id))
  const lanes = rules.routing?.lanes.flatMap(({ id }) => [s.route(id), s.route(id, 'yes')]) ?? []
  const look = met.secondLook?.look ?? ''
  const own = Object.keys(met.acts).filter((id) => met.acts[id]?.result === 'done')
  return [
    ...simple,
    ...acts.slice(0, 8),
    ...acts.slice(0, 8),
    s.confirm(),
    s.confirm('danger-now'),
    s.setAside,
    s.contact,
    s.contact,
    s.circumstances(),
    s.circumstances([one(rules.circumstances).id]),
    { type: 'set-urgency', urgency: one([[], ['minor'], ['danger-now', 'minor']]), ground },
    s.weigh('interview'),
    s.weigh('enrich-further', { 'danger-now': one(['yes', 'no']) }),
    ...rules.outcomes.map(({ id }) => s.stop(id, id === 'shelve' ? day : null)),
    s.investigate(true, one([true, false])),
    s.investigate(false),
    s.conclude,
    s.interview,
    s.offerUnit(one(rules.units).id),
    { type: 'refuse-unit', reason: one(rules.handoverRefusals).id, ground },
    { type: 'refuse-handover', reason: one(rules.handoverRefusals).id, ground },
    s.hold(one(rules.holdReasons).id, day),
    ...lanes,
    { type: 'review-routing', agrees: one([true, false]), ground },
    ...rules.armCrossings.map(({ id }) => s.offerCrossing(id, own.slice(0, 1 + (own.length % 3)))),
    ...rules.armCrossings.map(({ id }) => s.offerCrossing(id, ['joint-inspection'])),
    ...rules.handovers.map(({ id }) => s.offerHandover(id)),
    ...(['received', 'accepted', 'refused', 'outcome'] as const).map((kind) => s.receipt(kind)),
    s.look(look, 'agrees'),
    s.look(look, 'follow-up'),
  ]
}

/** Natural numbers below 2³², by Mulberry32. */
function numbersFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
}

/** What brings a signal to its next state, so that histories come to the later phases; undefined: somebody else's turn. */
function onward(met: Signal, rules: WayOfWorking, day: string, one: One): Step | undefined {
  const s = stepsOf(rules)
  const missing = [...openActs(met, rules).map(({ id }) => id), ...CONSIDERED].find(
    (id) => !(id in met.acts) && rules.acts.some((act) => act.id === id && act.phases.includes(met.phase)),
  )
  switch (met.state) {
    case 'proposed':
      return one([s.confirm(), s.confirm(), s.setAside])
    case 'set-aside-proposed':
      return one([s.simple('confirm-set-aside'), s.simple('reject-set-aside')])
    case 'offered':
      return s.simple('accept-handover')
    case 'confirmed':
      return s.simple('start-enrichment')
    case 'enriching':
      if (unansweredCircumstances(met, rules).length > 0) return s.circumstances()
      if (missing !== undefined) return s.act(missing)
      return met.contacts.enrichment ? s.simple('finish-enrichment') : s.contact
    case 'weighing':
      return one([
        ...[
          s.investigate(),
          s.investigate(true, true),
          s.weigh('interview'),
          s.stop(),
          s.stop('shelve', day),
        ],
        ...(rules.routing ? [s.route('labour-exploitation')] : []),
        { type: 'review-routing', agrees: true, ground: 'Mee eens.' },
      ])
    case 'interviewing':
      return one([s.interview, s.simple('finish-interview')])
    case 'stop-proposed':
      return s.simple('confirm-stop')
    case 'shelved':
      return s.simple('review-shelved')
    case 'investigating':
      if (missing !== undefined) return s.act(missing)
      return met.contacts.investigation ? one([s.conclude, s.stop()]) : s.contact
    case 'closed':
      return s.look(met.secondLook?.look ?? '', one(['agrees', 'follow-up']))
    default:
      return undefined
  }
}

const CONSIDERED = ['consult-prosecutor', 'suspect-as-victim', 'financial-look', 'financial-investigation']
