import type { Duty, DutyPage, DutySearch } from '#contract/duty.ts'
import { done, refuse, type Outcome } from '#core/outcome.ts'
import type { Instant } from '#core/time.ts'
import { nextStepUp } from '#process/escalation.ts'
import type { Refusal } from '#process/refusal.ts'
import { inTransaction } from '#store/database.ts'
import { countDuties, findIntakeDuty, listDuties, resolveIntakeDuty, type DutyRow } from '#store/worklist.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { nowOf, type Caller, type House } from './house.ts'

const PAGE = 50

/** The worklist: open duties of the caller, their unit or their organisation; overdue first, then by due moment. */
export async function searchDuties(house: House, caller: Caller, search: DutySearch): Promise<DutyPage> {
  const db = house.stores[caller.organisation]
  const { id: memberId, unit, roles } = caller.member
  const scope = { scope: search.scope, memberId, unit, roles, kinds: search.kinds ?? null }
  const limit = search.limit ?? PAGE
  const [dueAt, id] = readCursor(search.after, 2) ?? []
  const after = dueAt !== undefined && id !== undefined ? { dueAt, id } : null
  const now = nowOf(house)
  const rows = await listDuties(db, scope, after, limit + 1)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    duties: page.map((row) => viewOf(house, row, now)),
    ...(await countDuties(db, scope, now)),
    next: rows.length > limit && last ? writeCursor([last.due_at, last.id]) : null,
  }
}

/**
 * A person answers a duty of the intake (a feed that fell silent, lines in quarantine) with a reason. Lines that are
 * still open must be repaired or discarded first; the machine never ends such a duty by itself.
 */
export async function resolveDuty(
  house: House,
  caller: Caller,
  dutyId: string,
  ground: string,
): Promise<Outcome<null, Refusal>> {
  if (ground.trim() === '') return refuse('ground-missing')
  return inTransaction({ db: house.stores[caller.organisation] }, async (tx) => {
    const duty = await findIntakeDuty(tx, dutyId)
    if (!duty) return refuse('not-found')
    if (!duty.open) return refuse('already-resolved')
    const resolved = await resolveIntakeDuty(tx, dutyId, caller.member.id, ground, nowOf(house))
    return resolved ? done(null) : refuse('lines-open')
  })
}

function viewOf(house: House, row: DutyRow, now: Instant): Duty {
  return {
    id: row.id,
    kind: row.kind as Duty['kind'],
    unit: row.unit,
    role: row.role,
    dueAt: row.due_at,
    overdue: row.due_at < now,
    about: row.about as Duty['about'],
    climbed: climbed(house, row),
    ifNot: ifNot(house, row, now),
    assignee: row.assignee === null ? null : { id: row.assignee, name: row.assignee_name ?? '' },
    subject: subjectOf(row),
  }
}

/** Where on the ladder an escalation stands, by who has it. */
function climbed(
  house: House,
  { about_due_at: since, way_of_working, unit, role }: DutyRow,
): Duty['climbed'] {
  if (since === null || way_of_working === null) return null
  const { escalation } = house.ways.byId(way_of_working)
  const level = escalation.findIndex((step) => step.unit === unit && step.role === role) + 1
  return { since, level, steps: escalation.length }
}

/** Who hears of it when it stays undone. An escalation climbs with the duty that it is about. */
function ifNot(house: House, row: DutyRow, now: Instant): Duty['ifNot'] {
  if (row.way_of_working === null) return null
  const { escalation } = house.ways.byId(row.way_of_working)
  const next = nextStepUp(row.about_due_at ?? row.due_at, escalation, house.calendar, now)
  return next && { role: next.role, unit: next.unit, at: next.dueAt }
}

function subjectOf(row: DutyRow): Duty['subject'] {
  if (row.look !== null) return { kind: 'second-look', id: row.look }
  if (row.signal_id !== null) {
    return {
      kind: 'signal',
      id: row.signal_id,
      state: row.state!,
      title: row.title ?? '',
      incident: row.incident ?? '',
      forms: [...(row.forms ?? [])],
      receivedAt: row.received_at!,
      urgency: [...(row.urgency ?? [])],
    }
  }
  if (row.import_id !== null) return { kind: 'quarantine', id: row.import_id, lines: row.lines ?? 0 }
  return { kind: 'feed', id: row.feed!, day: row.feed_day! }
}
