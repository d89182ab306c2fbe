import type { Duty, DutyPage, DutySearch } from '#contract/duty.ts'
import { done, refuse, type Outcome } from '#core/outcome.ts'
import type { OrganisationId } from '#core/organisation.ts'
import { dayOf, type Instant } from '#core/time.ts'
import { nextStepUp } from '#process/escalation.ts'
import type { Refusal } from '#process/refusal.ts'
import type { WayOfWorking } from '#process/way-of-working.ts'
import type { Tx } from '#store/database.ts'
import { countDuties, findIntakeDuty, listDuties, resolveIntakeDuty, type DutyRow } from '#store/worklist.ts'
import { auditOf, listed, mayDo, shown, sightOf, type Doing } from './access.ts'
import { audited } from './audit.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { nowOf, type Caller, type House } from './house.ts'

const PAGE = 50

const SEARCH: Doing = { act: 'see-worklist', as: 'consult', what: 'zoekTaken' }
const RESOLVE: Doing = { act: 'repair-intake', as: 'change', what: 'handelTaakAf' }

/**
 * The worklist: open duties of the caller, their unit or their organisation, but for signals that they may not see;
 * overdue first, then by due moment.
 */
export function searchDuties(
  house: House,
  caller: Caller,
  search: DutySearch,
): Promise<Outcome<DutyPage, Refusal>> {
  const rowsOf = ({ duties }: DutyPage) => shown(house, caller, SEARCH, signalsIn(duties))
  return listed(house, caller, SEARCH, rowsOf, (tx) => pageOf(house, caller, tx, search))
}

function signalsIn(duties: readonly Duty[]): readonly string[] {
  return duties.flatMap(({ subject }) => (subject.kind === 'signal' ? [subject.id] : []))
}

async function pageOf(house: House, caller: Caller, db: Tx, search: DutySearch): Promise<DutyPage> {
  const sight = sightOf(house, caller)
  const { id: memberId, unit, roles } = caller.member
  const scope = { scope: search.scope, memberId, unit, roles, kinds: search.kinds ?? null }
  const limit = search.limit ?? PAGE
  const [dueAt, id] = readCursor(search.after, 2) ?? []
  const after = dueAt !== undefined && id !== undefined ? { dueAt, id } : null
  const now = nowOf(house)
  const rows = await listDuties(db, sight, scope, after, limit + 1)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    duties: page.map((row) => viewOf(house, caller.organisation, row, now)),
    ...(await countDuties(db, sight, scope, now)),
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
  const may = mayDo(house, caller, RESOLVE.act)
  if (!may.ok) return may
  const entry = auditOf(house, caller, RESOLVE, { kind: 'duty', id: dutyId })
  return audited(house, caller, entry, async (tx) => {
    const duty = await findIntakeDuty(tx, dutyId)
    if (!duty) return refuse('not-found')
    if (!duty.open) return refuse('already-resolved')
    const resolved = await resolveIntakeDuty(tx, dutyId, caller.member.id, ground, nowOf(house))
    return resolved ? done(null) : refuse('lines-open')
  })
}

function viewOf(house: House, organisation: OrganisationId, row: DutyRow, now: Instant): Duty {
  return {
    id: row.id,
    kind: row.kind as Duty['kind'],
    unit: row.unit,
    role: row.role,
    dueAt: row.due_at,
    overdue: row.due_at < now,
    about: row.about as Duty['about'],
    climbed: climbed(house, organisation, row, now),
    ifNot: ifNot(house, organisation, row, now),
    assignee: row.assignee === null ? null : { id: row.assignee, name: row.assignee_name ?? '' },
    subject: subjectOf(row),
  }
}

/** Where on the ladder an escalation stands, by who has it. */
function climbed(house: House, organisation: OrganisationId, row: DutyRow, now: Instant): Duty['climbed'] {
  const { about_due_at: since, unit, role } = row
  const ladder = ladderOf(house, organisation, row, now)
  if (since === null || ladder === null) return null
  const level = ladder.findIndex((step) => step.unit === unit && step.role === role) + 1
  return { since, level, steps: ladder.length }
}

/** Of a signal: that of its way of working; of emergency access and a sample: today's; of the intake there is none. */
function ladderOf(
  house: House,
  organisation: OrganisationId,
  { way_of_working, glass, sample }: DutyRow,
  now: Instant,
): WayOfWorking['escalation'] | null {
  if (way_of_working !== null) return house.ways.byId(way_of_working).escalation
  return glass === null && sample === null ? null : house.ways.inForce(organisation, dayOf(now)).escalation
}

/** Who hears of it when it stays undone. An escalation climbs with the duty that it is about. */
function ifNot(house: House, organisation: OrganisationId, row: DutyRow, now: Instant): Duty['ifNot'] {
  const ladder = ladderOf(house, organisation, row, now)
  if (ladder === null) return null
  const next = nextStepUp(row.about_due_at ?? row.due_at, ladder, house.calendar, now)
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
  if (row.retention_of !== null) return { kind: 'kept-signal', id: row.retention_of }
  if (row.glass !== null) {
    return { kind: 'emergency-access', id: row.glass, by: row.glass_by ?? '', at: row.glass_at ?? '' }
  }
  if (row.sample !== null) return { kind: 'sample', id: row.sample, day: row.sample_day! }
  if (row.import_id !== null) return { kind: 'quarantine', id: row.import_id, lines: row.lines ?? 0 }
  return { kind: 'feed', id: row.feed!, day: row.feed_day! }
}
