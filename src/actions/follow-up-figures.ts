import type { FollowUpFigures, FollowUpSearch } from '#contract/follow-up.ts'
import { atDutchTime, dayOf, plusDays, type Day } from '#core/time.ts'
import type { Label } from '#process/sourced.ts'
import { OFFER_RECALLED, OFFER_REFUSED, SET_ASIDE } from '#process/state.ts'
import type { WayOfWorking } from '#process/way-of-working.ts'
import type { Reader } from '#store/database.ts'
import {
  countBalance,
  countContact,
  countEndings,
  countHandovers,
  countOverdue,
  type EndingCount,
} from '#store/follow-up-figures.ts'
import { countSecondLooks } from '#store/second-looks.ts'
import { countHeld } from '#store/signal-views.ts'
import { nowOf, type Caller, type House } from './house.ts'
import { reachedOf, type Counted } from './reached.ts'

/** The longest period that is counted, in days: ten years. */
const DAYS_MAX = 3660

/** What enriches a signal with more than registers, besides a talk that was recorded (ways-of-working.md, what changed). */
const WIDER_ACTS = ['victim-contact', 'witness-talk', 'joint-inspection']

/** Outcomes that no way of working names: they belong to Spoor itself. */
const OWN_OUTCOMES: Readonly<Record<string, Label>> = {
  [SET_ASIDE]: { nl: 'Terzijde gelegd door twee personen', en: 'Set aside by two people' },
  [OFFER_REFUSED]: { nl: 'Aangeboden, en niet aanvaard', en: 'Offered, and not accepted' },
  [OFFER_RECALLED]: { nl: 'Aangeboden, en teruggevraagd', en: 'Offered, and asked back' },
}

/**
 * What follow-up came to in a period, counted from the ledger of the caller's organisation and from nothing else. Of a
 * longer period than ten years the last ten are counted.
 */
export async function followUpFigures(
  house: House,
  { organisation }: Caller,
  search: FollowUpSearch,
): Promise<FollowUpFigures> {
  const db = house.stores[organisation]
  const now = nowOf(house)
  const days = boundedBy(dayOf(now), search)
  const period = { from: atDutchTime(days.from, '00:00'), to: atDutchTime(plusDays(days.to, 1), '00:00') }
  const rules = house.ways.inForce(organisation, dayOf(now))
  const endings = await countEndings(db, period)
  const { wider, ...contact } = await countContact(db, period, WIDER_ACTS)
  const guards = guardShares(house, rules, endings)
  const secondLook = await countSecondLooks(db, period.from, period.to)
  const counted: Counted = { days, period, endings, contact, wider, guards, secondLook }
  return {
    ...search,
    balance: await countBalance(db, days.from, days.to),
    guards,
    outcomes: outcomeShares(house, endings),
    waiting: await waitingShares(db, rules),
    contact,
    secondLook,
    handovers: await countHandovers(db, period),
    overdue: (await countOverdue(db, now)).map((one) => ({ ...one })),
    targets: await reachedOf(house, organisation, rules, counted),
  }
}

/** The days that are counted: no later than `today`, and no more than ten years. */
export function boundedBy(
  today: Day,
  { from, to }: FollowUpSearch,
): { readonly from: Day; readonly to: Day } {
  const last = to < today ? to : today
  const first = plusDays(last, -DAYS_MAX)
  return { from: from > first ? from : first, to: last }
}

/** How each guard was answered, over the outcomes that asked for it: what is missing shows as well. */
function guardShares(
  house: House,
  rules: WayOfWorking,
  endings: readonly EndingCount[],
): FollowUpFigures['guards'] {
  return rules.guards.map(({ id, question, answers }) => {
    const asking = endings.filter((one) => demandedBy(house, one).includes(id))
    const count = (answer: string) => sumOf(asking.filter(({ guards }) => guards?.[id] === answer))
    const known = answers.map((answer) => ({
      id: answer.id,
      label: answer.label,
      count: count(answer.id),
    }))
    const older = new Set(asking.flatMap(({ guards }) => guards?.[id] ?? []))
    for (const { id: answer } of answers) older.delete(answer)
    const gone = [...older].map((answer) => ({ id: answer, label: asLabel(answer), count: count(answer) }))
    return { id, question, asked: sumOf(asking), answers: [...known, ...gone] }
  })
}

/** Guards that an outcome asked for under the way of working of its signals. */
function demandedBy(house: House, { wayOfWorking, outcome }: EndingCount): readonly string[] {
  return house.ways.byId(wayOfWorking).outcomes.find(({ id }) => id === outcome)?.guards ?? []
}

function outcomeShares(house: House, endings: readonly EndingCount[]): FollowUpFigures['outcomes'] {
  const outcomes = [...new Set(endings.map(({ outcome }) => outcome))]
  return outcomes
    .map((id) => {
      const those = endings.filter(({ outcome }) => outcome === id)
      return { id, label: outcomeLabel(house, those[0]!), count: sumOf(those) }
    })
    .toSorted((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1))
}

function outcomeLabel(house: House, { wayOfWorking, outcome }: EndingCount): Label {
  const rule = house.ways.byId(wayOfWorking).outcomes.find(({ id }) => id === outcome)
  return rule?.label ?? OWN_OUTCOMES[outcome] ?? asLabel(outcome)
}

/** Every reason of the way of working, also those for which nothing waits; and those of an older one. */
async function waitingShares(db: Reader, { holdReasons }: WayOfWorking): Promise<FollowUpFigures['waiting']> {
  const held = new Map((await countHeld(db)).map(({ reason, signals }) => [reason, signals]))
  const known = holdReasons.map(({ id, label, countedApart }) => {
    return { id, label, countedApart, count: held.get(id) ?? 0 }
  })
  for (const { id } of holdReasons) held.delete(id)
  const older = [...held].map(([id, count]) => ({ id, label: asLabel(id), countedApart: false, count }))
  return [...known, ...older]
}

function sumOf(those: readonly EndingCount[]): number {
  return those.reduce((sum, { signals }) => sum + signals, 0)
}

function asLabel(code: string): Label {
  return { nl: code, en: code }
}
