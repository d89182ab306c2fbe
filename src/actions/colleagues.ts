import type { Colleague, ColleaguePage, ColleagueSearch, NewQualification } from '#contract/colleague.ts'
import { done, refuse, type Outcome } from '#core/outcome.ts'
import { dayOf, isDay, type Day } from '#core/time.ts'
import type { Refusal } from '#process/refusal.ts'
import type { Qualification } from '#process/unit.ts'
import type { WayOfWorking } from '#process/way-of-working.ts'
import { inTransaction } from '#store/database.ts'
import { hasMember, listMembers, type MemberRow } from '#store/members.ts'
import { insertQualification } from '#store/qualifications.ts'
import { named } from './choice.ts'
import { nowOf, type Caller, type House } from './house.ts'

const MOST = 1000

/** Colleagues of the caller's organisation who have signed in, by name, with what they have learned. */
export async function searchColleagues(
  house: House,
  { organisation }: Caller,
  { unit, limit = MOST }: ColleagueSearch,
): Promise<ColleaguePage> {
  const today = dayOf(nowOf(house))
  const rules = house.ways.inForce(organisation, today)
  const rows = await listMembers(house.stores[organisation], unit ?? null, limit)
  return {
    colleagues: rows.map((row) => colleagueOf(row, rules, today)),
    qualifications: rules.qualifications.map(named),
  }
}

/**
 * A functional manager enters what a colleague has learned; nobody enters it for themselves. Where the way of working
 * says how long it holds and no end is given, it ends by that.
 */
export async function enterQualification(
  house: House,
  { organisation, member: manager }: Caller,
  memberId: string,
  { qualification, obtainedOn, until }: NewQualification,
): Promise<Outcome<null, Refusal>> {
  if (!manager.roles.includes('functional-manager')) return refuse('role-missing')
  if (manager.id === memberId) return refuse('needs-another-person')
  const enteredAt = nowOf(house)
  const today = dayOf(enteredAt)
  const rules = house.ways.inForce(organisation, today)
  const rule = rules.qualifications.find(({ id }) => id === qualification)
  if (!rule) return refuse('qualification-unknown')
  const validUntil = until ?? lastDay(rule, obtainedOn)
  const isEndFitting = validUntil === null || (isDay(validUntil) && validUntil >= obtainedOn)
  if (!isDay(obtainedOn) || obtainedOn > today || !isEndFitting) return refuse('days-invalid')
  return inTransaction({ db: house.stores[organisation] }, async (tx) => {
    if (!(await hasMember(tx, memberId))) return refuse('not-found')
    const entered = { member: memberId, qualification, obtainedOn, validUntil, enteredBy: manager.id }
    const isNew = await insertQualification(tx, organisation, { ...entered, enteredAt })
    return isNew ? done(null) : refuse('already-resolved')
  })
}

function colleagueOf(
  { id, name, unit, roles, qualifications }: MemberRow,
  rules: WayOfWorking,
  today: Day,
): Colleague {
  return {
    id,
    name,
    unit,
    roles: [...roles],
    qualifications: qualifications.map(({ qualification, obtainedOn, validUntil }) => ({
      qualification,
      label: rules.qualifications.find((one) => one.id === qualification)?.label ?? {
        nl: qualification,
        en: qualification,
      },
      obtainedOn,
      until: validUntil,
      valid: validUntil === null || today <= validUntil,
    })),
  }
}

/** The day before its anniversary, so many years on; null: nobody knows how long it holds. */
function lastDay({ validYears }: Qualification, obtainedOn: Day): Day | null {
  if (validYears === null || !isDay(obtainedOn)) return null
  const end = new Date(`${obtainedOn}T12:00:00Z`)
  end.setUTCFullYear(end.getUTCFullYear() + validYears)
  end.setUTCDate(end.getUTCDate() - 1)
  return end.toISOString().slice(0, 10)
}
