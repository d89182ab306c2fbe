import { sql } from 'kysely'
import type { Caller } from '#actions/house.ts'
import { scanWaiting } from '#actions/scan-waiting.ts'
import { takeStep } from '#actions/steps.ts'
import type { StepRequest } from '#contract/step.ts'
import type { OrganisationId } from '#core/organisation.ts'
import { fold } from '#process/fold.ts'
import { isOpen, type Signal, type SignalState } from '#process/state.ts'
import type { Step } from '#process/step.ts'
import { readEvents } from '#store/ledger.ts'
import { findByHandover, listHandover, listUnhandled, type StoredMessage } from '#store/messages.ts'
import { findSignalsOf } from '#store/signals.ts'
import { receive, TELLING_TEXT, type TestHouse } from './a-house.ts'
import { roadTo } from './a-signal.ts'

/** Two colleagues of one organisation. */
export type Pair = readonly [Caller, Caller]

const QUALIFICATIONS = [
  { id: 'trafficking-certified', until: null },
  { id: 'trained-first-contact', until: null },
]

/** Two colleagues with every role and qualification. */
export async function aPair(house: TestHouse, organisation: OrganisationId): Promise<Pair> {
  const one = await house.colleague(`Sanne van ${organisation}`, organisation)
  const other = await house.colleague(`Jayden van ${organisation}`, organisation)
  const learned = ({ member, ...rest }: Caller): Caller => ({
    ...rest,
    member: { ...member, qualifications: QUALIFICATIONS },
  })
  return [learned(one), learned(other)]
}

/** The signal as the ledger of an organisation tells it. @throws when it has none by this id. */
export async function signalOf(house: TestHouse, organisation: OrganisationId, id: string): Promise<Signal> {
  return fold(id, await readEvents(house.stores[organisation], id))
}

/** Takes a step at the newest version; gives the refusal, if any. */
export async function stepOn(
  house: TestHouse,
  caller: Caller,
  id: string,
  step: Exclude<Step, { type: 'take-second-look' }>,
): Promise<string | undefined> {
  const version = (await readEvents(house.stores[caller.organisation], id)).length
  const taken = await takeStep(house, caller, id, { version, step } as StepRequest)
  return taken.ok ? undefined : taken.refusal
}

/** The same. @throws when it is refused: the story of the test is wrong then. */
export async function mustStep(
  house: TestHouse,
  caller: Caller,
  id: string,
  step: Exclude<Step, { type: 'take-second-look' }>,
): Promise<void> {
  const refusal = await stepOn(house, caller, id, step)
  if (refusal !== undefined) throw new Error(`${step.type} refused: ${refusal}`)
}

let made = 0

/** A signal from a registration, brought into a state by the steps of people, one after the other. */
export async function aSignalAt(house: TestHouse, state: SignalState, pair: Pair): Promise<string> {
  const { organisation } = pair[0]
  const sourceId = `H-${++made}`
  await receive(house, organisation, [{ sourceId, text: `${TELLING_TEXT} ${sourceId}` }])
  await scanWaiting(house, organisation)
  const id = (await findSignalsOf(house.stores[organisation], [sourceId])).get(sourceId)
  if (id === undefined) throw new Error('a text that tells nothing')
  await walk(house, id, roadTo(state, organisation), pair)
  return id
}

/** Brings a signal, from an offer that was just accepted, into a state. */
export async function bringTo(house: TestHouse, id: string, state: SignalState, pair: Pair): Promise<void> {
  const road = roadTo(state, pair[0].organisation).filter(([{ type }]) => type !== 'confirm')
  await walk(house, id, road, pair)
}

async function walk(
  house: TestHouse,
  id: string,
  road: ReturnType<typeof roadTo>,
  [one, other]: Pair,
): Promise<void> {
  const first = road[0]?.[1]
  for (const [step, actor] of road) {
    if (step.type === 'take-second-look') throw new Error('no step on a road')
    await mustStep(house, actor === first ? one : other, id, step)
  }
}

/** The own signal of a handover at one side. */
export async function sideOf(
  house: TestHouse,
  organisation: OrganisationId,
  handover: string,
): Promise<Signal | undefined> {
  const id = await findByHandover(house.stores[organisation], handover)
  return id === undefined ? undefined : signalOf(house, organisation, id)
}

/** Whether this side has to do the work: it is open here, and more than an offer of another. */
export function isAccountable(signal: Signal | undefined): boolean {
  return signal !== undefined && isOpen(signal) && signal.state !== 'offered'
}

/** Messages that wait for these organisations. */
export async function waiting(
  house: TestHouse,
  ...organisations: readonly OrganisationId[]
): Promise<readonly StoredMessage[]> {
  const lists = organisations.map((one) => listUnhandled(house.stores[one], one, 1000))
  return (await Promise.all(lists)).flat()
}

/** Kinds of the messages of a handover with what came of each; `-`: it waits. */
export async function talkOf(
  house: TestHouse,
  organisation: OrganisationId,
  handover: string,
): Promise<readonly string[]> {
  const messages = await listHandover(house.stores[organisation], handover)
  return messages.map(({ kind, result }) => `${kind}: ${result ?? '-'}`)
}

/** Rows that a login can see of each table that two organisations share. */
export async function sharedRows(house: TestHouse, organisation: OrganisationId): Promise<number> {
  const tables = ['message', 'message_content', 'message_handled', 'message_waiting', 'handover']
  const counts = tables.map(async (table) => {
    const { rows } = await sql<{ n: number }>`
      select count(*)::integer as n from ${sql.table(`spoor.${table}`)}`.execute(house.stores[organisation])
    return rows[0]!.n
  })
  return (await Promise.all(counts)).reduce((sum, n) => sum + n, 0)
}
