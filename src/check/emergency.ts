import type { ClientBase } from 'pg'
import type { Instant } from '#core/time.ts'
import type { Tell } from './mismatch.ts'
import type { Rule } from './rule.ts'
import type { Ways } from './versions.ts'
import type { AccessTerms } from './way.ts'
import { dutchDay, termEnds } from './working-days.ts'

interface DutyRow {
  readonly kind: string
  readonly role: string | null
  readonly due_at: Instant
  readonly open: boolean
  /** To whom it climbed, while that is open. */
  readonly climbed: { readonly unit: string; readonly role: string } | null
}

/** A use of emergency access with what it opened; of one of the two alone the other is null. */
interface GlassRow {
  readonly organisation: string
  readonly id: string | null
  readonly access: string | null
  readonly used_by: string | null
  readonly used_at: Instant | null
  readonly until: Instant | null
  readonly open_from: Instant | null
  readonly open_until: Instant | null
  readonly member: string | null
  readonly answered_by: string | null
  readonly reviewed_by: string | null
  readonly reviewed: boolean
  readonly duties: readonly DutyRow[]
}

type Use = GlassRow & { readonly id: string; readonly used_at: Instant; readonly until: Instant }

/** Under which rules a use is judged. */
interface Book {
  readonly ways: Ways
  readonly versions: readonly AccessTerms[]
}

const KINDS = ['answer-glass', 'review-glass'] as const
const ROLE_OF = { 'answer-glass': 'team-lead', 'review-glass': 'privacy-officer' } as const

/**
 * Who opened what they may not see answers for it: an alarm that somebody hears, a review that somebody else does, and both
 * climb when they are late.
 *
 * @param asOf The moment of judging what is late, taken back by what the job that escalates may be late; none: not judged.
 */
export async function checkEmergency(
  client: ClientBase,
  { ways, versions }: Book,
  asOf: Instant | undefined,
  tell: Tell,
): Promise<void> {
  const { rows } = await client.query<GlassRow>(USES)
  for (const row of rows) {
    const say = (rule: Rule, expected: string, found: string) =>
      tell({ signal: '', event: null, rule, expected, found })
    const { id, used_at, until } = row
    if (id === null || used_at === null || until === null) {
      say('emergency access has its alarm and its review', `a use for access ${row.access}`, 'none')
      continue
    }
    const use: Use = { ...row, id, used_at, until }
    const terms = termsOn(versions, used_at)
    checkDuties(use, terms, say)
    checkTerm(use, terms, say)
    checkPeople(use, say)
    if (asOf !== undefined) checkClimbs(use, ways, asOf, say)
  }
}

type Say = (rule: Rule, expected: string, found: string) => void

/** The terms of access that held at a moment. */
export function termsOn(versions: readonly AccessTerms[], at: Instant): AccessTerms {
  const day = dutchDay(at)
  const begun = versions.filter(({ inForceFrom }) => inForceFrom !== null && inForceFrom <= day)
  const [newest] = begun.toSorted((a, b) => ((a.inForceFrom ?? '') < (b.inForceFrom ?? '') ? 1 : -1))
  if (!newest) throw new Error(`law/access.json: nothing is in force on ${day}`)
  return newest
}

/** One of each, of the role that answers for it, within its term, and open until it was answered. */
function checkDuties(use: Use, terms: AccessTerms, say: Say): void {
  const rule = 'emergency access has its alarm and its review'
  const due = {
    'answer-glass': termEnds(use.used_at, terms.openFor.value),
    'review-glass': termEnds(use.used_at, terms.reviewWithin.value),
  }
  const isOpen = { 'answer-glass': use.answered_by === null, 'review-glass': !use.reviewed }
  for (const kind of KINDS) {
    const found = use.duties.filter((duty) => duty.kind === kind)
    const [duty] = found
    const what = `use ${use.id}: ${kind} of ${ROLE_OF[kind]}, ${isOpen[kind] ? 'open' : 'done'}, by ${due[kind]}`
    const fits =
      duty?.role === ROLE_OF[kind] &&
      duty.open === isOpen[kind] &&
      duty.due_at <= due[kind] &&
      found.length === 1
    if (fits) continue
    const is = found.map(({ role, open, due_at }) => `${role}, ${open ? 'open' : 'done'}, by ${due_at}`)
    say(rule, what, is.join('; ') || 'none')
  }
}

/** It opens to who used it, from then on, and no longer than its term. */
function checkTerm(use: Use, terms: AccessTerms, say: Say): void {
  const until = termEnds(use.used_at, terms.openFor.value)
  const expected = `use ${use.id}: ${use.used_by} from ${use.used_at} to ${until}`
  const found = `${use.member ?? 'nobody'} from ${use.open_from} to ${use.open_until}`
  const isLonger = use.until > until || use.open_until === null || use.open_until > until
  if (isLonger || use.member !== use.used_by || use.open_from === null || use.open_from < use.used_at) {
    say('emergency access ends in time', expected, found)
  }
}

function checkPeople({ id, used_by, answered_by, reviewed_by }: Use, say: Say): void {
  for (const by of [answered_by, reviewed_by]) {
    if (by !== null && by === used_by) {
      say('emergency access is judged by another', `use ${id}: another than ${used_by}`, by)
    }
  }
}

/** By the ladder of the way of working of the day, for it is of no signal. */
function checkClimbs({ organisation, id, duties }: Use, ways: Ways, asOf: Instant, say: Say): void {
  const ladder = ways.byId(ways.inForce(organisation, asOf) ?? '')?.escalation ?? []
  for (const { kind, open, due_at, climbed } of duties) {
    if (!open || due_at > asOf) continue
    const level = ladder.filter(({ after }) => termEnds(due_at, after) <= asOf).length
    const found = ladder.findIndex(({ unit, role }) => unit === climbed?.unit && role === climbed.role) + 1
    if (found >= level) continue
    say('an overdue duty has climbed', `use ${id}: ${kind} at step ${level}`, `step ${found}`)
  }
}

const instant = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

const USES = `
  select coalesce(g.organisation, a.organisation) as organisation, g.id, a.id as access, g.used_by,
         ${instant('g.used_at')} as used_at, ${instant('g.until')} as until, ${instant('a.granted_at')} as open_from,
         ${instant('least(a.until, a.ended_at)')} as open_until, a.member, g.answered_by, g.reviewed_by,
         g.verdict is not null as reviewed, coalesce(d.duties, '[]') as duties
    from spoor.glass g
    full join (select organisation, id, member, granted_at, until, ended_at from spoor.signal_access
                where kind = 'emergency') a on a.id = g.access_id
    left join lateral (
      select jsonb_agg(jsonb_build_object('kind', d.kind, 'role', d.role, 'due_at', ${instant('d.due_at')},
               'open', d.done_at is null, 'climbed', (
                 select jsonb_build_object('unit', e.unit, 'role', e.role) from spoor.duty e
                  where e.escalates = d.id and e.done_at is null limit 1))) as duties
        from spoor.duty d where d.glass = g.id and d.escalates is null
    ) d on true
   order by 1, used_at, g.id`
