import { advance } from '#check/advance.ts'
import type { UnderRules } from '#check/at.ts'
import { Balances } from '#check/balance.ts'
import { checkChoices } from '#check/choices.ts'
import { checkClimb, checkOverdue } from '#check/climbs.ts'
import { checkDue } from '#check/due.ts'
import { Handovers } from '#check/handovers.ts'
import type { EventRow } from '#check/ledger-rows.ts'
import type { Mismatch } from '#check/mismatch.ts'
import { checkOrder } from '#check/order.ts'
import { checkPeople } from '#check/people.ts'
import { checkPower } from '#check/power.ts'
import { checkReturn } from '#check/returns.ts'
import { checkSideDuties, checkStanding } from '#check/standing.ts'
import { unborn, type Story } from '#check/story.ts'
import { FOLDERS, readLaw } from '#check/versions.ts'
import type { Way } from '#check/way.ts'
import { checkWork } from '#check/work.ts'
import type { SignalId } from '#process/event.ts'
import { alleRegels } from '../policy/rules/all.ts'
import { Broken, INVARIANT_OF, type InvariantId } from './invariants.ts'
import { faultInBalance, faultInHandover, PREDICATES } from './predicates.ts'
import { allWays, type Happening, type Kept, type World } from './world.ts'

const law = readLaw(FOLDERS)
const ways = new Map(allWays.map((way) => [way.id, way as unknown as Way]))

/**
 * Looks at every event with eyes that are not those of the deciders: the predicates of this folder, the reader of
 * `spoor check` one event at a time, and at the end the rules of the policy.
 */
export class Watch {
  readonly #stories = new Map<SignalId, Story>()
  #world: World | undefined

  of(world: World): this {
    this.#world = world
    return this
  }

  /** @throws {Broken} when an invariant does not hold any more. */
  see(happening: Happening): void {
    const { kept, event, before } = happening
    this.#read(kept, happening)
    if (before?.state !== kept.signal.state) {
      const said = faultInBalance([...this.#world!.side(kept.organisation).signals.values()])
      if (said) broken('INV-07', kept, said)
    }
    const rules = this.#world!.rulesOf(kept.signal)
    const seen = { ...happening, after: kept.signal, past: kept.events.slice(0, event.seq - 1), rules }
    for (const [invariant, fault] of PREDICATES) {
      const said = fault(seen)
      if (said) broken(invariant, kept, said)
    }
    this.#compare(kept)
    this.#lookAtHandover(kept, happening)
  }

  /** After the job that looks at due moments: all that is overdue has climbed as far as it must. */
  seeOverdue(): void {
    const world = this.#world!
    for (const kept of world.signals()) {
      const story = this.#stories.get(kept.id)!
      checkOverdue(story, ways.get(story.wayOfWorking)!, world.now, tellOf(kept))
    }
  }

  /** When nothing is under way any more: both sides of every handover, the balance, and the rules of the policy. */
  seeEnd(): void {
    const world = this.#world!
    const handovers = new Handovers()
    const balances = new Balances()
    for (const { id } of world.signals()) {
      const story = this.#stories.get(id)!
      handovers.add(story, ways.get(story.wayOfWorking))
      balances.add(story)
    }
    const tell = tellOf(undefined)
    handovers.check((handover) => this.#sent(handover), tell)
    balances.check(balances.all(), tell)
    for (const kept of world.signals()) this.#holdAgainstPolicy(kept)
  }

  #read(kept: Kept, { event }: Happening): void {
    const story = this.#stories.get(kept.id) ?? unborn(kept.organisation, kept.id)
    this.#stories.set(kept.id, story)
    const tell = tellOf(kept)
    const row = { ...event, type: event.data.type, by_member: event.by } as unknown as EventRow
    const fault: UnderRules['fault'] = (rule, expected, found) =>
      tell({ signal: kept.id, event: event.seq, rule, expected, found })
    const way = ways.get(kept.signal.wayOfWorking)!
    const at: UnderRules = { story, event: row, fault, way, law }
    if (story.state === 'unborn') this.#checkBirth(kept, way)
    for (const look of LOOKS) look(at)
    const before = { state: story.state, unit: story.unit }
    advance(story, row)
    checkStanding(at, before)
  }

  #checkBirth(kept: Kept, way: Way): void {
    const expected = this.#world!.inForce(kept.organisation).rules.id
    if (way.id !== expected) broken('INV-27', kept, `born under ${way.id} where ${expected} is in force`)
  }

  /** The fold and the reader of the check come to the same. */
  #compare(kept: Kept): void {
    const { signal } = kept
    const story = this.#stories.get(kept.id)!
    const same = (
      invariant: InvariantId,
      ours: string | null | undefined,
      theirs: string | null | undefined,
    ) => {
      if (ours !== theirs)
        broken(invariant, kept, `the fold says ${ours ?? 'nothing'}, the events ${theirs ?? 'nothing'}`)
    }
    same('INV-02', signal.state, story.state)
    same('INV-01', signal.unit, story.unit)
    same('INV-02', signal.duty?.id, story.duty?.id)
    same('INV-03', signal.state === 'closed' ? signal.outcome : null, story.outcome)
    same('INV-06', idsOf(signal.sideDuties), idsOf([...story.sides.values()]))
    same(
      'INV-05',
      signal.escalations
        .map(({ of }) => of)
        .toSorted()
        .join(),
      [...story.climbs.keys()].toSorted().join(),
    )
  }

  #lookAtHandover(kept: Kept, { event: { data } }: Happening): void {
    if (!('handover' in data) && data.type !== 'offer-accepted') return
    const handover = 'handover' in data ? data.handover : kept.signal.from?.handover
    if (handover === undefined) return
    const sides = this.#world!.signals()
    const offered = (one: Kept) =>
      one.events.some(
        (event) =>
          event.data.type === 'handover-offered' &&
          event.data.handover === handover &&
          event.data.via === 'spoor',
      )
    const here = sides.find(offered)
    const there = sides.find(({ signal }) => signal.from?.handover === handover)
    const said = here && faultInHandover(here, there, handover)
    if (said) broken('INV-08', here, said)
  }

  #sent(handover: string) {
    const messages = this.#world!.post.filter(({ message }) => message.handover === handover)
    const kinds = (list: typeof messages) => new Set(list.map(({ message }) => message.kind))
    return { kinds: kinds(messages), waiting: kinds(messages.filter(({ handled }) => !handled)) }
  }

  #holdAgainstPolicy(kept: Kept): void {
    const rules = this.#world!.rulesOf(kept.signal)
    for (const { id, voor, toets } of alleRegels) {
      if (!voor.includes(kept.organisation)) continue
      const verdict = toets(kept.events, rules)
      if (typeof verdict === 'object') {
        broken(
          'INV-21',
          kept,
          `${kept.events
            .map((e) => e.data.type)
            .slice(-12)
            .join()} policy rule ${id} at event ${verdict.geschonden}: ${verdict.want}`,
        )
      }
    }
  }
}

const LOOKS = [
  checkOrder,
  checkPeople,
  checkSideDuties,
  checkReturn,
  checkDue,
  checkClimb,
  checkWork,
  checkChoices,
  checkPower,
]

function idsOf(list: readonly { readonly id: string }[]): string {
  return list
    .map(({ id }) => id)
    .toSorted()
    .join()
}

function tellOf(kept: Kept | undefined): (mismatch: Mismatch) => never {
  return ({ rule, event, expected, found }) =>
    broken(
      INVARIANT_OF[rule] ?? 'INV-26',
      kept,
      `"${rule}", event ${event}: expected ${expected}, found ${found}`,
    )
}

function broken(invariant: InvariantId, kept: Kept | undefined, said: string): never {
  const about = kept
    ? `${kept.organisation} ${kept.id}, ${kept.events.length} events, ${kept.signal.state}: `
    : ''
  throw new Broken(invariant, about + said)
}
