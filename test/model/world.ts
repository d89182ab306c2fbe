import { dutchCalendar } from '#actions/calendar.ts'
import { readLaw } from '#actions/law.ts'
import { ORGANISATIONS, type OrganisationId } from '#core/organisation.ts'
import { dayOf, type Instant } from '#core/time.ts'
import { decide } from '#process/decide.ts'
import type { Actor, Circumstances } from '#process/duty.ts'
import { escalate } from '#process/escalation.ts'
import { MACHINE, type MemberId, type NewEvent, type SignalEvent, type SignalId } from '#process/event.ts'
import { evolve, fold } from '#process/fold.ts'
import { receiveMessage } from '#process/handover-answer.ts'
import type { HandoverMessage } from '#process/handover-message.ts'
import { lapse, outcomeToTell } from '#process/handover.ts'
import type { Refusal } from '#process/refusal.ts'
import { drawSecondLook, isNegative } from '#process/second-look.ts'
import { isOpen, type Signal } from '#process/state.ts'
import type { Step } from '#process/step.ts'
import type { WayOfWorking } from '#process/way-of-working.ts'
import { colleaguesOf } from './people.ts'
import { twoVersions } from './ways.ts'

/** A signal with all that ever happened to it. */
export interface Kept {
  readonly id: SignalId
  readonly organisation: OrganisationId
  readonly events: SignalEvent[]
  signal: Signal
}

/** A message under way, or brought already. */
export interface Posted {
  readonly from: OrganisationId
  readonly message: HandoverMessage
  handled: boolean
}

/** One event that was written, with the signal before and after it. */
export interface Happening {
  readonly kept: Kept
  readonly before: Signal | null
  readonly event: SignalEvent
}

interface Side {
  readonly signals: Map<SignalId, Kept>
  readonly byHandover: Map<string, SignalId>
  /** Decisions not to follow up that still have to be drawn, or not. */
  readonly undrawn: { readonly kept: Kept; readonly seq: number }[]
  readonly colleagues: readonly Actor[]
}

const { ways, all } = twoVersions()
const law = readLaw()
const calendar = dutchCalendar()
export { all as allWays }

/**
 * Three organisations in memory, as the actions and jobs of the house run them: the deciders and the fold of
 * src/process, a clock, a post that keeps no order. Tells of everything that is written.
 */
export class World {
  now: Instant = '2026-06-11T07:00:00.000Z'
  readonly post: Posted[] = []
  readonly #sides: ReadonlyMap<OrganisationId, Side>
  readonly #tell: (happening: Happening) => void
  #ids = 0

  constructor(tell: (happening: Happening) => void) {
    this.#tell = tell
    this.#sides = new Map(ORGANISATIONS.map((one) => [one, this.#aSide(one)]))
  }

  side(organisation: OrganisationId): Side {
    return this.#sides.get(organisation)!
  }

  signals(): readonly Kept[] {
    return [...this.#sides.values()].flatMap(({ signals }) => [...signals.values()])
  }

  rulesOf = ({ wayOfWorking }: Pick<Signal, 'wayOfWorking'>): WayOfWorking => ways.byId(wayOfWorking)

  colleaguesOf = (organisation: OrganisationId): readonly Actor[] => this.side(organisation).colleagues

  newId = (): string => `id-${++this.#ids}`

  under(rules: WayOfWorking): Circumstances {
    const { offence, places } = law.versionOn(dayOf(this.now))
    if (!offence) throw new Error(`no law on ${this.now}`)
    const known = { offence, places: places?.places ?? [] }
    return { rules, law: known, calendar, now: this.now, newId: this.newId }
  }

  inForce(organisation: OrganisationId): Circumstances {
    return this.under(ways.inForce(organisation, dayOf(this.now)))
  }

  /** A signal begins with this event. */
  bear(organisation: OrganisationId, event: NewEvent, by: MemberId): Kept {
    const id = this.newId()
    const first: SignalEvent = { seq: 1, at: this.now, by, data: event.data }
    const kept: Kept = { id, organisation, events: [first], signal: fold(id, [first]) }
    this.side(organisation).signals.set(id, kept)
    this.#written(kept, null, event, first)
    return kept
  }

  /** What somebody asks who saw this version of the signal. Null: done. */
  take(kept: Kept, step: Step, actor: Actor, version: number): Refusal | null {
    if (version !== kept.signal.seq) return 'changed-since-you-looked'
    const decision = decide(kept.signal, step, actor, this.under(this.rulesOf(kept.signal)))
    if (!decision.ok) return decision.refusal
    this.write(kept, decision.value, actor.id)
    return null
  }

  write(kept: Kept, event: NewEvent, by: MemberId): void {
    const before = kept.signal
    const happened: SignalEvent = { seq: before.seq + 1, at: this.now, by, data: event.data }
    kept.signal = evolve(before, happened)
    kept.events.push(happened)
    const sends = event.sends ?? outcomeToTell(before, kept.signal)
    this.#written(kept, before, sends ? { ...event, sends } : event, happened)
  }

  /** The job that looks at due moments, over all organisations. @returns how much it wrote. */
  runOverdue(): number {
    let written = 0
    for (const kept of this.signals()) {
      const now = this.under(this.rulesOf(kept.signal))
      for (;;) {
        const event = (isOpen(kept.signal) ? lapse(kept.signal, now) : null) ?? escalate(kept.signal, now)
        if (!event) break
        this.write(kept, event, MACHINE)
        if (++written > 10_000) throw new Error('a job that never ends')
      }
    }
    return written
  }

  /** The job that draws second looks. @param isDrawn  Decides by the share of the way of working. */
  runDraw(isDrawn: (share: number) => boolean): void {
    for (const { undrawn } of this.#sides.values()) {
      for (const { kept, seq } of undrawn.splice(0)) {
        const rules = this.rulesOf(kept.signal)
        if (!isDrawn(rules.secondLook.share.value)) continue
        const event = drawSecondLook(kept.signal, seq, decidersOf(kept, seq), this.under(rules))
        if (event) this.write(kept, event, MACHINE)
      }
    }
  }

  /** Brings one message, once; it stays when it comes too early. @returns whether it was dealt with. */
  deliver(posted: Posted): boolean {
    if (posted.handled) return true
    const reception = this.receptionOf(posted)
    if (reception === 'too-early') return false
    posted.handled = true
    if (reception === 'nothing') return true
    const { to, handover } = posted.message
    const { byHandover, signals } = this.side(to)
    const kept = signals.get(byHandover.get(handover) ?? '')
    if (kept) this.write(kept, reception.event, MACHINE)
    else this.bear(to, reception.event, MACHINE)
    return true
  }

  /** What a message would do now. */
  receptionOf({ from, message }: Posted) {
    const { byHandover, signals } = this.side(message.to)
    const signal = signals.get(byHandover.get(message.handover) ?? '')?.signal ?? null
    const rules = signal ? this.rulesOf(signal) : this.inForce(message.to).rules
    return receiveMessage(signal, message, from, this.under(rules))
  }

  #aSide(organisation: OrganisationId): Side {
    const rules = ways.inForce(organisation, '2026-06-11')
    const colleagues = colleaguesOf(organisation, rules)
    return { signals: new Map(), byHandover: new Map(), undrawn: [], colleagues }
  }

  #written(kept: Kept, before: Signal | null, { data, sends }: NewEvent, event: SignalEvent): void {
    const { byHandover, undrawn } = this.side(kept.organisation)
    if (data.type === 'handover-offered' || data.type === 'signal-offered')
      byHandover.set(data.handover, kept.id)
    if (isNegative(event)) undrawn.push({ kept, seq: event.seq })
    if (sends) this.post.push({ from: kept.organisation, message: sends, handled: false })
    this.#tell({ kept, before, event })
  }
}

function decidersOf({ events }: Kept, seq: number): readonly MemberId[] {
  const { by, data } = events[seq - 1]!
  const proposer = 'proposedBy' in data ? data.proposedBy : null
  return proposer === null ? [by] : [proposer, by]
}
