import type {
  EmergencyAnswer,
  EmergencyPage,
  EmergencyReview,
  EmergencySearch,
  EmergencyUse,
} from '#contract/glass.ts'
import { done, refuse, type Outcome } from '#core/outcome.ts'
import { faultInAnswer, faultInReview } from '#process/glass.ts'
import type { Refusal } from '#process/refusal.ts'
import type { Tx } from '#store/database.ts'
import {
  answerGlass as answerRow,
  countGlass,
  findGlass,
  hasGlassDuty,
  listGlass,
  lockGlass,
  reviewGlass as reviewRow,
  type GlassRow,
} from '#store/glass.ts'
import { auditOf, mayDo, orDenied, type Doing } from './access.ts'
import { audited } from './audit.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { nowOf, type Caller, type House } from './house.ts'

const PAGE = 50

const SEARCH: Doing = { act: 'review-glass', as: 'consult', what: 'zoekNoodtoegang' }
const READ: Doing = { act: 'see-glass', as: 'consult', what: 'leesNoodtoegang' }
const ANSWER: Doing = { act: 'answer-glass', as: 'change', what: 'beantwoordNoodtoegang' }
const REVIEW: Doing = { act: 'review-glass', as: 'change', what: 'toetsNoodtoegang' }

/** Uses of emergency access, newest first, with how many wait for a review: for who answers for privacy. */
export function searchGlass(
  house: House,
  caller: Caller,
  { reviewed, after, limit = PAGE }: EmergencySearch,
): Promise<Outcome<EmergencyPage, Refusal>> {
  const entry = auditOf(house, caller, SEARCH, { kind: 'glass', id: null })
  return audited(house, caller, entry, async (tx) => {
    const may = mayDo(house, caller, SEARCH.act)
    if (!may.ok) return may
    const [usedAt, id] = readCursor(after, 2) ?? []
    const place = usedAt !== undefined && id !== undefined ? { usedAt, id } : null
    const rows = await listGlass(tx, reviewed ?? null, place, limit + 1)
    const page = rows.slice(0, limit)
    const last = page.at(-1)
    return done({
      uses: page.map((row) => viewOf(house, caller, row)),
      ...(await countGlass(tx, nowOf(house))),
      next: rows.length > limit && last ? writeCursor([last.usedAt, last.id]) : null,
    })
  })
}

/** One use: for who answers for privacy, and for who has or had a duty about it. */
export function readGlass(house: House, caller: Caller, id: string): Promise<Outcome<EmergencyUse, Refusal>> {
  return withGlass(house, caller, READ, id, async (_, row) => done(viewOf(house, caller, row)))
}

/** Who leads has seen the alarm, and lets it stand open or ends it. Never who used it. */
export function answerGlass(
  house: House,
  caller: Caller,
  id: string,
  { ground, ends }: EmergencyAnswer,
): Promise<Outcome<null, Refusal>> {
  const { id: by } = caller.member
  return withGlass(house, caller, ANSWER, id, async (tx, row) => {
    const fault = faultInAnswer(row, by, ground)
    if (fault) return refuse(fault)
    await answerRow(tx, row, { by, ground, ends }, nowOf(house))
    return done(null)
  })
}

/** What is held of it afterwards, with the ground. Never by who used it. */
export function reviewGlass(
  house: House,
  caller: Caller,
  id: string,
  { verdict, ground }: EmergencyReview,
): Promise<Outcome<null, Refusal>> {
  const { id: by } = caller.member
  return withGlass(house, caller, REVIEW, id, async (tx, row) => {
    const fault = faultInReview(row, by, ground)
    if (fault) return refuse(fault)
    await reviewRow(tx, id, { by, verdict, ground }, nowOf(house))
    return done(null)
  })
}

/** `not-found` for who has nothing to do with it, as for what does not exist. */
async function withGlass<T>(
  house: House,
  caller: Caller,
  doing: Doing,
  id: string,
  work: (tx: Tx, row: GlassRow) => Promise<Outcome<T, Refusal>>,
): Promise<Outcome<T, Refusal>> {
  const about = { kind: 'glass', id }
  const outcome = await audited(house, caller, auditOf(house, caller, doing, about), async (tx) => {
    const may = mayDo(house, caller, doing.act)
    if (!may.ok) return may
    await lockGlass(tx, id)
    const row = await findGlass(tx, id)
    if (!row || !(await concerns(house, caller, tx, id))) return refuse('not-found')
    return work(tx, row)
  })
  return orDenied(house, caller, doing.what, about, outcome)
}

async function concerns(house: House, caller: Caller, tx: Tx, id: string): Promise<boolean> {
  const { unit, roles } = caller.member
  return mayDo(house, caller, 'review-glass').ok || hasGlassDuty(tx, id, unit, roles)
}

function viewOf(house: House, caller: Caller, row: GlassRow): EmergencyUse {
  const { id, opened, reason, words, unit, usedAt, until, endedAt, reviewDueAt, verdict } = row
  const reviews = mayDo(house, caller, 'review-glass').ok
  const isOwn = row.usedBy === caller.member.id
  return {
    ...{ id, opened, reason, words, unit, usedAt, until, endedAt, reviewDueAt },
    signalId: reviews ? row.signalId : null,
    by: { id: row.usedBy, name: row.usedByName },
    answered:
      row.answeredBy === null
        ? null
        : {
            by: { id: row.answeredBy, name: row.answeredByName ?? '' },
            at: row.answeredAt ?? '',
            ground: row.answer,
          },
    review:
      row.reviewedBy === null || verdict === null
        ? null
        : {
            by: { id: row.reviewedBy, name: row.reviewedByName ?? '' },
            at: row.reviewedAt ?? '',
            verdict,
            ground: row.ground,
          },
    mayAnswer: !isOwn && row.answeredBy === null && mayDo(house, caller, 'answer-glass').ok,
    mayReview: !isOwn && row.reviewedBy === null && reviews,
  }
}
