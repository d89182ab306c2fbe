import type { SecondLookTaken, SecondLookVerdict, SecondLookView } from '#contract/second-look.ts'
import type { OrganisationId } from '#core/organisation.ts'
import { done, refuse, type Outcome } from '#core/outcome.ts'
import type { Span } from '#core/trace.ts'
import { decide } from '#process/decide.ts'
import { MACHINE, type MemberId, type SignalEvent } from '#process/event.ts'
import { fold } from '#process/fold.ts'
import type { Refusal } from '#process/refusal.ts'
import { drawSecondLook } from '#process/second-look.ts'
import type { SecondLook, Signal } from '#process/state.ts'
import type { Tx } from '#store/database.ts'
import { readContents, readEvents, type StoredEvent } from '#store/ledger.ts'
import {
  findLook,
  listUndrawn,
  recordDraw,
  recordVerdict,
  type NegativeDecision,
} from '#store/second-looks.ts'
import { listRegistrationsOf } from '#store/signal-views.ts'
import { holdSignal } from '#store/signals.ts'
import { factsOf } from './act-facts.ts'
import { auditOf, mayDo, mayReach, orDenied, type Doing } from './access.ts'
import { audited, ofJob } from './audit.ts'
import { eachOrganisation } from './each-organisation.ts'
import { circumstancesOf, nowOf, type Caller, type House } from './house.ts'
import { registrationView } from './registration-view.ts'
import { saveEvent } from './save-event.ts'

const PAGE = 100

/**
 * Draws once for every decision not to follow up whether it is weighed again, by the share of the way of working that
 * the signal remembers. May run late, twice at once and be killed: a draw that was kept stands.
 *
 * @returns how many decisions get a second look.
 */
export async function drawSecondLooks(house: House): Promise<number> {
  let looks = 0
  await eachOrganisation(async (organisation) => {
    for (;;) {
      const undrawn = await listUndrawn(house.stores[organisation], PAGE)
      for (const decision of undrawn) looks += (await drawOne(house, organisation, decision)) ? 1 : 0
      if (undrawn.length < PAGE) break
    }
  })
  return looks
}

/** One decision by lot, with its rows in both logs; whether it gets a second look. */
async function drawOne(
  house: House,
  organisation: OrganisationId,
  decision: NegativeDecision,
): Promise<boolean> {
  const job = { organisation, member: { id: MACHINE } }
  // Also of what was not drawn: that there was a lot is kept with the decision.
  const entry = ofJob(house, {
    ...{ act: 'change', what: 'draw-second-look', purpose: 'second-look', activity: 'second-look' },
    record: { kind: 'signal', id: decision.signalId },
  })
  const outcome = await audited(house, job, entry, (tx, span): Promise<Outcome<boolean, 'drawn-before'>> =>
    drawIn(house, organisation, tx, span, decision),
  )
  if (outcome.ok) return outcome.value
  if (outcome.refusal === 'log-unavailable') throw new Error('a draw that cannot be written down')
  return false
}

async function drawIn(
  house: House,
  organisation: OrganisationId,
  tx: Tx,
  span: Span,
  decision: NegativeDecision,
): Promise<Outcome<boolean, 'drawn-before'>> {
  const held = await holdSignal(tx, decision.signalId)
  if (!held) throw new Error('a decision about a signal that is not there')
  const at = nowOf(house)
  const rules = house.ways.byId(held.signal.wayOfWorking)
  const isDrawn = house.random() < rules.secondLook.share.value
  const event = isDrawn
    ? drawSecondLook(
        held.signal,
        decision.seq,
        decidersOf(await readEvents(tx, decision.signalId), decision.seq),
        circumstancesOf(house, rules, at),
      )
    : null
  const look = event?.data.type === 'second-look-drawn' ? event.data.look : null
  if (!(await recordDraw(tx, organisation, decision, look))) return refuse('drawn-before')
  if (event) await saveEvent(house, organisation, tx, held, { event, by: MACHINE, at, span })
  return done(event !== null)
}

/** Who proposed the decision and who confirmed it. */
function decidersOf(events: readonly SignalEvent[], of: number): readonly MemberId[] {
  const decision = events.find(({ seq }) => seq === of)
  if (!decision) throw new Error('a decision that is not in the ledger')
  const { by, data } = decision
  const proposer = 'proposedBy' in data ? data.proposedBy : null
  return proposer === null ? [by] : [proposer, by]
}

/** A look that this colleague may take, with the signal behind it. */
interface Found {
  readonly signal: Signal
  readonly drawn: SecondLook
  readonly dueAt: string
  readonly events: readonly StoredEvent[]
}

/**
 * What was known when the decision was taken, for a colleague of the unit that looks again: the registrations, what the
 * scan found and what was done by then. Neither the decision nor who took it, nor the signal.
 */
export async function readSecondLook(
  house: House,
  caller: Caller,
  lookId: string,
): Promise<Outcome<SecondLookView, Refusal>> {
  return withLook(house, caller, READ_LOOK, lookId, (tx, found) => viewOf(house, tx, lookId, found))
}

async function viewOf(
  house: House,
  db: Tx,
  lookId: string,
  { signal, drawn, dueAt, events }: Found,
): Promise<Outcome<SecondLookView, Refusal>> {
  const decision = proposalBefore(events, drawn.of)
  const contents = await readContents(db, signal.id)
  const registrations = await listRegistrationsOf(db, signal.id)
  const rules = house.ways.byId(signal.wayOfWorking)
  return done({
    id: lookId,
    dueAt,
    version: signal.seq,
    forms: [...signal.forms],
    registrations: registrations
      .filter(({ received_at }) => received_at <= decision.at)
      .map((one) => registrationView(house, one)),
    facts: factsOf(
      events.filter(({ seq }) => seq < decision.seq),
      contents,
      rules,
    ),
    criteria: rules.weighingCriteria.map(({ id, label, checkedOn }) => ({ id, label, checkedOn })),
  })
}

/** The proposal with which the decision began: what came after it is the decision's. */
function proposalBefore(events: readonly StoredEvent[], of: number): StoredEvent {
  const proposal = events.findLast(
    ({ seq, data }) => seq < of && (data.type === 'set-aside-proposed' || data.type === 'stop-proposed'),
  )
  if (!proposal) throw new Error('a decision that nobody proposed')
  return proposal
}

/** Takes a second look: the verdict is written, and the decision is told after it. */
export async function takeSecondLook(
  house: House,
  caller: Caller,
  lookId: string,
  { version, verdict, answers, ground }: SecondLookVerdict,
): Promise<Outcome<SecondLookTaken, Refusal>> {
  const { organisation, member } = caller
  const agrees = verdict === 'no-follow-up'
  return withLook(house, caller, TAKE_LOOK, lookId, async (tx, { signal }) => {
    const held = await holdSignal(tx, signal.id)
    if (!held) return refuse('not-found')
    if (held.signal.seq !== version) return refuse('changed-since-you-looked')
    const at = nowOf(house)
    const now = circumstancesOf(house, house.ways.byId(held.signal.wayOfWorking), at)
    const word = agrees ? 'agrees' : 'follow-up'
    const step = { type: 'take-second-look', look: lookId, verdict: word, answers, ground } as const
    const decision = decide(held.signal, step, member, now)
    if (!decision.ok) return decision
    await saveEvent(house, organisation, tx, held, { event: decision.value, by: member.id, at })
    if (!(await recordVerdict(tx, organisation, lookId, word, at))) throw new Error('a look judged twice')
    return done({ agrees })
  })
}

const READ_LOOK: Doing = { act: 'look-again', as: 'consult', what: 'leesTweedeBlik' }
const TAKE_LOOK: Doing = { act: 'look-again', as: 'change', what: 'geefTweedeBlik' }

/** With the signal behind a look; the log names the signal, which who looks does not get to know. */
async function withLook<T>(
  house: House,
  caller: Caller,
  doing: Doing,
  lookId: string,
  work: (tx: Tx, found: Found) => Promise<Outcome<T, Refusal>>,
): Promise<Outcome<T, Refusal>> {
  let id: string | null = null
  const rowsOf = () => auditOf(house, caller, doing, { kind: 'signal', id })
  const outcome = await audited(house, caller, rowsOf, async (tx): Promise<Outcome<T, Refusal>> => {
    const may = mayDo(house, caller, doing.act)
    if (!may.ok) return may
    const found = await findFor(tx, caller, lookId)
    if (!found.ok) return found
    id = found.value.signal.id
    const reached = await mayReach(house, tx, caller, doing.act, id, [caller.member.unit])
    return reached.ok ? work(tx, found.value) : reached
  })
  return orDenied(house, caller, doing.what, { kind: 'second-look', id: lookId }, outcome)
}

async function findFor(
  db: Tx,
  { organisation, member }: Caller,
  lookId: string,
): Promise<Outcome<Found, Refusal>> {
  const drawn = await findLook(db, organisation, lookId)
  if (!drawn) return refuse('not-found')
  const events = await readEvents(db, drawn.signalId)
  const signal = fold(drawn.signalId, events)
  const look = signal.secondLook
  const duty = signal.sideDuties.find(({ id }) => id === look?.duty)
  if (look?.look !== lookId || !duty) return refuse('look-unknown')
  if (duty.unit !== member.unit) return refuse('unit-not-yours')
  if (look.deciders.includes(member.id)) return refuse('needs-another-person')
  return done({ signal, drawn: look, dueAt: duty.dueAt, events })
}
