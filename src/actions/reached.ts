import type { FollowUpFigures } from '#contract/follow-up.ts'
import type { OrganisationId } from '#core/organisation.ts'
import { plusDays, type Day } from '#core/time.ts'
import type { Target } from '#process/target.ts'
import type { WayOfWorking } from '#process/way-of-working.ts'
import { dueAt, isWorkingDay, type Calendar, type Term } from '#process/working-days.ts'
import type { Reader } from '#store/database.ts'
import {
  countCompleteness,
  countDaysToWeighing,
  countReceived,
  countRoutings,
  countWithin,
  type Deadlines,
  type EndingCount,
  type Period,
} from '#store/follow-up-figures.ts'
import { nowOf, type House } from './house.ts'

/** What the figures have counted already. */
export interface Counted {
  readonly days: { readonly from: Day; readonly to: Day }
  readonly period: Period
  readonly endings: readonly EndingCount[]
  readonly contact: FollowUpFigures['contact']
  readonly wider: number
  readonly guards: FollowUpFigures['guards']
  readonly secondLook: FollowUpFigures['secondLook']
}

interface Reached {
  /** A share from 0 to 1, a number of working days, or a plain number. */
  readonly reached: number | null
  /** Over how many that is; null for a plain number. */
  readonly of: number | null
}

/** What counts as a signal of the organisation's own: not one that somebody outside brought. */
const FROM_OUTSIDE = ['melding', 'MMA-melding', 'aangifte', 'overdracht']

/** The routing criterion that says so, beside the weighing criteria about coercion. */
const COERCION_NAMED = 'coercion-named'

/** The targets of a way of working, with what the ledger says of each. What it cannot know is null. */
export async function reachedOf(
  house: House,
  organisation: OrganisationId,
  { targets }: WayOfWorking,
  counted: Counted,
): Promise<FollowUpFigures['targets']> {
  const all: FollowUpFigures['targets'] = []
  for (const target of targets) {
    const { id, label, aim, unit, value } = target
    all.push({ id, label, aim, unit, value, ...(await reached(house, organisation, target, counted)) })
  }
  return all
}

async function reached(
  house: House,
  organisation: OrganisationId,
  { measure, within }: Target,
  counted: Counted,
): Promise<Reached> {
  const db = house.stores[organisation]
  const { contact, days, endings, guards, period, secondLook, wider } = counted
  switch (measure) {
    case 'share-answered-within':
      return inTime(house, db, 'answered', within, counted)
    case 'share-enriched-within':
      return inTime(house, db, 'enriched', within, counted)
    case 'share-handovers-accepted-within':
      return inTime(house, db, 'accepted', within, counted)
    case 'share-with-possible-victim-contact':
      return share(contact.spoken + contact.attempted, contact.signals)
    case 'share-enriched-wider':
      return share(wider, contact.signals)
    case 'share-guards-answered': {
      const answered = guards.flatMap(({ answers }) => answers.map(({ count }) => count))
      return share(total(answered), total(guards.map(({ asked }) => asked)))
    }
    case 'share-stops-agreed-on-second-look':
      return share(secondLook.agreed, secondLook.taken)
    case 'share-complete-at-handover':
      return complete(house, db, period)
    case 'share-routed-administrative-with-coercion':
      return administrative(house, db, period)
    case 'share-signals-to-investigation': {
      const received = await countReceived(db, days.from, days.to)
      return share(total(received.map((one) => one.investigated)), total(received.map((one) => one.signals)))
    }
    case 'share-own-signals': {
      const received = (await countReceived(db, days.from, days.to)).filter(({ channel }) => channel !== null)
      const own = received.filter(({ channel }) => !FROM_OUTSIDE.includes(channel ?? ''))
      return share(total(own.map((one) => one.signals)), total(received.map((one) => one.signals)))
    }
    case 'median-days-signal-to-weighing':
      return medianDays(db, period, house.calendar)
    case 'count-reported-to-comensha':
      return plain(
        total(endings.filter((one) => one.guards?.comensha === 'reported').map((one) => one.signals)),
      )
    case 'count-sent-to-prosecutor': {
      const sent = endings.filter(({ outcome }) => outcome === 'submitted-to-prosecutor')
      return plain(total(sent.map((one) => one.signals)))
    }
    case 'count-trained':
      // Courses are kept elsewhere; a certificate in Spoor does not tell at which brigade it counts.
      return { reached: null, of: null }
  }
}

async function inTime(
  house: House,
  db: Reader,
  what: 'answered' | 'enriched' | 'accepted',
  term: Term | null,
  { days, period }: Counted,
): Promise<Reached> {
  if (term === null) return { reached: null, of: null }
  const deadlines = deadlinesOf(term, days, house.calendar)
  const { within, settled } = await countWithin(db, what, period, deadlines, nowOf(house))
  return share(within, settled)
}

/** A term in working days depends on the day alone: the database needs no calendar to count by it. */
function deadlinesOf(term: Term, { from, to }: Counted['days'], calendar: Calendar): Deadlines {
  if (term.unit === 'hours') return { hours: term.value }
  const days: { day: Day; due: string }[] = []
  for (let day = from; day <= to; day = plusDays(day, 1)) {
    days.push({ day, due: dueAt(`${day}T12:00:00.000Z`, term, calendar) })
  }
  return { days }
}

/** Every act that belongs before a handover was done, and not only considered. */
async function complete(house: House, db: Reader, period: Period): Promise<Reached> {
  const all = await countCompleteness(db, period)
  const whole = all.filter(({ wayOfWorking, rule, done }) => {
    const acts = house.ways.byId(wayOfWorking).handovers.find(({ id }) => id === rule)?.acts ?? []
    return acts.every((act) => done.includes(act))
  })
  return share(total(whole.map((one) => one.handovers)), total(all.map((one) => one.handovers)))
}

async function administrative(house: House, db: Reader, period: Period): Promise<Reached> {
  const routed = (await countRoutings(db, period)).filter(({ wayOfWorking, lane }) => {
    const lanes = house.ways.byId(wayOfWorking).routing?.lanes ?? []
    return lanes.some(({ id, administrative: isIt }) => id === lane && isIt)
  })
  const coerced = routed.filter(({ wayOfWorking, answers, protection }) => {
    const asked = house.ways.byId(wayOfWorking).weighingCriteria.filter(({ kind }) => kind === 'coercion')
    return answers[COERCION_NAMED] === 'yes' || asked.some(({ id }) => protection[id] === 'yes')
  })
  return share(total(coerced.map((one) => one.decisions)), total(routed.map((one) => one.decisions)))
}

async function medianDays(db: Reader, period: Period, calendar: Calendar): Promise<Reached> {
  const spans = (await countDaysToWeighing(db, period)).flatMap(({ received, weighed, signals }) =>
    Array<number>(signals).fill(workingDays(received, weighed, calendar)),
  )
  const sorted = spans.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  const low = sorted[Math.ceil(middle) - 1]
  const high = sorted[Math.floor(middle)]
  if (low === undefined || high === undefined) return { reached: null, of: 0 }
  return { reached: (low + high) / 2, of: sorted.length }
}

/** Working days after the first day, the last one included. */
function workingDays(from: Day, to: Day, calendar: Calendar): number {
  let count = 0
  for (let day = plusDays(from, 1); day <= to; day = plusDays(day, 1)) {
    if (isWorkingDay(day, calendar)) count++
  }
  return count
}

function share(part: number, whole: number): Reached {
  return { reached: whole === 0 ? null : Math.round((part / whole) * 10_000) / 10_000, of: whole }
}

function plain(count: number): Reached {
  return { reached: count, of: null }
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0)
}
