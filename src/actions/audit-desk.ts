import type { AuditDays, AuditPage, AuditRow, AuditSearch } from '#contract/audit.ts'
import { done, refuse, type Outcome } from '#core/outcome.ts'
import { dayOf, isDay } from '#core/time.ts'
import type { Refusal } from '#process/refusal.ts'
import { countAuditDays, listAudit, listAuditDays, type AuditLogRow } from '#store/audit-log.ts'
import { auditOf, DENIED, mayDo, type Doing } from './access.ts'
import { audited } from './audit.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { checkpointsDue } from './health.ts'
import { nowOf, type Caller, type House } from './house.ts'

const PAGE = 50
const DAYS = 31

const SEARCH: Doing = { act: 'see-audit', as: 'consult', what: 'zoekInAuditlog' }
const SEALS: Doing = { act: 'see-audit', as: 'consult', what: 'leesAuditdagen' }

/** The audit log of the own organisation, newest first. That somebody searched is in the log as well. */
export function searchAudit(
  house: House,
  caller: Caller,
  search: AuditSearch,
): Promise<Outcome<AuditPage, Refusal>> {
  const { by, act, record, from, through, emergencyOnly = false, after, limit = PAGE } = search
  const entry = auditOf(house, caller, SEARCH, { kind: 'audit', id: null })
  return audited(house, caller, entry, async (tx) => {
    const may = mayDo(house, caller, SEARCH.act)
    if (!may.ok) return may
    if ([from, through].some((day) => day !== undefined && !isDay(day))) return refuse('days-invalid')
    const question = {
      ...{ by: by ?? null, act: act ?? null, record: record ?? null, emergencyOnly },
      ...{ from: from ?? null, through: through ?? null },
    }
    const [day, seq] = readCursor(after, 2) ?? []
    const place = day !== undefined && seq !== undefined ? { day, seq } : null
    const rows = await listAudit(tx, caller.organisation, question, place, limit + 1)
    const page = rows.slice(0, limit)
    const last = page.at(-1)
    return done({
      rows: page.map(rowOf),
      next: rows.length > limit && last ? writeCursor([last.day, last.seq]) : null,
    })
  })
}

/** How the days of the log are sealed, the newest first. */
export function readAuditDays(house: House, caller: Caller): Promise<Outcome<AuditDays, Refusal>> {
  const { organisation } = caller
  const entry = auditOf(house, caller, SEALS, { kind: 'audit-day', id: null })
  return audited(house, caller, entry, async (tx) => {
    const may = mayDo(house, caller, SEALS.act)
    if (!may.ok) return may
    const { before, sealedBefore } = checkpointsDue(house)
    const today = dayOf(nowOf(house))
    const days = (await listAuditDays(tx, organisation, DAYS)).map((row) => ({
      ...row,
      late:
        row.checkpoint === null &&
        row.day < today &&
        (row.day < before || (row.sealedAt !== null && row.sealedAt < sealedBefore)),
    }))
    return done({ ...(await countAuditDays(tx, organisation)), days, late: days.some(({ late }) => late) })
  })
}

function rowOf({ actor, name, what, ...row }: AuditLogRow): AuditRow {
  const { id, at, unit, act, purpose, recordKind, record, recipient, emergency } = row
  const denied = what.endsWith(DENIED)
  return {
    ...{ id, at, unit, act, purpose, recordKind, record, recipient, emergency, denied },
    by: { id: actor, name: name ?? 'Spoor' },
    what: denied ? what.slice(0, -DENIED.length) : what,
  }
}
