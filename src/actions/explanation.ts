import type { AccessActs, AccessExplanation, AccessQuestion } from '#contract/explanation.ts'
import { done, refuse, type Outcome } from '#core/outcome.ts'
import { actRule, ACTS, type AccessAct } from '#process/access-act.ts'
import type { AccessRecord } from '#process/access-record.ts'
import { authorise, explain, isAboutPerson, type Question } from '#process/authorisation.ts'
import type { Refusal } from '#process/refusal.ts'
import type { Tx } from '#store/database.ts'
import { findMember } from '#store/members.ts'
import { auditOf, mayDo, mayReach, orDenied, personOf, type Doing } from './access.ts'
import { audited } from './audit.ts'
import type { Caller, House } from './house.ts'

const EXPLAIN: Doing = { act: 'explain-access', as: 'consult', what: 'legToegangUit' }

/** All that can be done, by whom and for what. */
export function listActs(): AccessActs {
  const rows = (Object.keys(ACTS) as AccessAct[]).map((act) => {
    const { roles, purposes, depth } = actRule(act)
    return { act, roles: roles === null ? null : [...roles], purposes: [...purposes], shows: depth }
  })
  return { acts: rows }
}

/**
 * Why a colleague may, or may not, do something: each rule as it was weighed. `not-found` for a colleague or a signal that
 * is not there, and for a signal of which the asker may not know.
 */
export async function explainAccess(
  house: House,
  caller: Caller,
  { colleague, act, purpose, signalId }: AccessQuestion,
): Promise<Outcome<AccessExplanation, Refusal>> {
  const about = signalId === undefined ? { kind: 'member', id: colleague } : { kind: 'signal', id: signalId }
  const entry = auditOf(house, caller, EXPLAIN, about)
  const outcome = await audited<AccessExplanation>(house, caller, entry, async (tx) => {
    const may = mayDo(house, caller, EXPLAIN.act)
    if (!may.ok) return may
    const member = await findMember(tx, colleague)
    const record = await knownRecord(house, tx, caller, signalId)
    if (!member || !record.ok) return refuse('not-found')
    const { organisation } = caller
    const task = null
    const person = personOf(house, { organisation, task, member: { ...member, qualifications: [] } })
    const question = { person, act, purpose: purpose ?? null, record: record.value }
    return done({
      colleague: { id: member.id, name: member.name },
      unit: member.unit,
      roles: [...member.roles],
      ...explained(question),
    })
  })
  return orDenied(house, caller, EXPLAIN.what, about, outcome)
}

/**
 * The signal, if the asker may know of it: who answers for privacy hears of every signal, anybody else of what they may
 * read, for the answer tells that it is there and to whom it is kept.
 */
async function knownRecord(
  house: House,
  tx: Tx,
  caller: Caller,
  signalId: string | undefined,
): Promise<Outcome<AccessRecord | null, Refusal>> {
  if (signalId === undefined) return done(null)
  const act = caller.task?.purpose === 'accountability' ? EXPLAIN.act : 'see-signal'
  return mayReach(house, tx, caller, act, signalId)
}

function explained(question: Question) {
  const verdict = authorise(question)
  return {
    allowed: verdict.allowed,
    decidedBy: verdict.allowed ? null : verdict.denial,
    told: !verdict.allowed && verdict.knows,
    rules: explain(question).map(({ denial, denies }) => ({
      rule: denial,
      denies: question.record === null && !isAboutPerson(denial) ? null : denies,
    })),
  }
}
