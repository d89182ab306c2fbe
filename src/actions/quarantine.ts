import type { QuarantineLine, QuarantinePage, Repair } from '#contract/intake.ts'
import { done, refuse, type Outcome } from '#core/outcome.ts'
import { readRegistrationLine, type RejectReason } from '#core/registration.ts'
import type { Refusal } from '#process/refusal.ts'
import type { Tx } from '#store/database.ts'
import { enqueueScan } from '#store/imports.ts'
import {
  answerQuarantined,
  countQuarantine,
  endQuarantineDuty,
  holdQuarantined,
  listQuarantine,
  type QuarantinedRow,
} from '#store/quarantine.ts'
import { findRegistration, lockIntake, storeRegistrations } from '#store/registrations.ts'
import { auditOf, listed, mayDo, type Doing } from './access.ts'
import { audited } from './audit.ts'
import { nowOf, type Caller, type House } from './house.ts'
import { acceptable, newRegistration } from './import-lines.ts'
import { pastTerm } from './past-term.ts'

const PAGE = 100
const SHOWN_BYTES = 64 * 1024

const SEARCH: Doing = { act: 'repair-intake', as: 'consult', what: 'zoekGeweigerdeRegels' }
const REPAIR: Doing = { act: 'repair-intake', as: 'change', what: 'herstelRegel' }
const DISCARD: Doing = { act: 'repair-intake', as: 'change', what: 'legRegelTerzijde' }

/** Lines that could not be read: open ones first, by due moment, then those that were answered. */
export function searchQuarantine(
  house: House,
  caller: Caller,
  { importId, limit = PAGE }: { readonly importId?: string; readonly limit?: number },
): Promise<Outcome<QuarantinePage, Refusal>> {
  const rowsOf = ({ lines }: QuarantinePage) => {
    const entry = auditOf(house, caller, SEARCH, { kind: 'quarantine-line', id: null })
    if (lines.length === 0) return [entry]
    return lines.map(({ id }) => ({ ...entry, record: { ...entry.record, id } }))
  }
  return listed(house, caller, SEARCH, rowsOf, async (tx) => {
    const rows = await listQuarantine(tx, importId ?? null, limit, SHOWN_BYTES)
    return { lines: rows.map(viewOf), total: await countQuarantine(tx, importId ?? null) }
  })
}

/**
 * A person writes what the line should have been: it is read like any other line and becomes a registration of the
 * caller's organisation, to be scanned. The bytes as they came stay.
 */
export async function repairLine(
  house: House,
  caller: Caller,
  lineId: string,
  { text, ground }: Repair,
): Promise<Outcome<{ readonly registrationId: string }, Refusal | RejectReason>> {
  const { organisation } = caller
  const registration = acceptable(
    organisation,
    readRegistrationLine(new TextEncoder().encode(text)),
    pastTerm(house),
  )
  return answer(house, caller, REPAIR, lineId, ground, async (tx) => {
    if (typeof registration === 'string') return refuse(registration)
    const stored = newRegistration(house, registration, null)
    const { accepted } = await storeRegistrations(tx, organisation, [stored], null, nowOf(house))
    if (accepted > 0) await enqueueScan(tx, organisation)
    const registrationId = await findRegistration(tx, stored.sourceId, stored.contentHash)
    if (registrationId === undefined) throw new Error('a registration that was stored, but is not there')
    return done({ registrationId })
  })
}

/** A person decides, with a reason, that a line is to be left unread. It is kept as it came. */
export async function discardLine(
  house: House,
  caller: Caller,
  lineId: string,
  ground: string,
): Promise<Outcome<null, Refusal>> {
  const discarded = await answer<never>(house, caller, DISCARD, lineId, ground, async () =>
    done({ registrationId: null }),
  )
  return discarded.ok ? done(null) : discarded
}

type Answered = { readonly registrationId: string | null }

/** One open line, answered by a person for a reason, in one transaction; with the last one the import's duty is done. */
async function answer<R extends RejectReason, T extends Answered = Answered>(
  house: House,
  caller: Caller,
  doing: Doing,
  lineId: string,
  ground: string,
  become: (tx: Tx) => Promise<Outcome<T, R>>,
): Promise<Outcome<T, Refusal | R>> {
  if (ground.trim() === '') return refuse('ground-missing')
  const { organisation, member } = caller
  const may = mayDo(house, caller, doing.act)
  if (!may.ok) return may
  const entry = auditOf(house, caller, doing, { kind: 'quarantine-line', id: lineId })
  return audited(house, caller, entry, async (tx): Promise<Outcome<T, Refusal | R>> => {
    await lockIntake(tx, organisation)
    const line = await holdQuarantined(tx, lineId)
    if (!line) return refuse('not-found')
    if (line.state !== 'open') return refuse('already-resolved')
    const became = await become(tx)
    if (!became.ok) return became
    const at = nowOf(house)
    await answerQuarantined(tx, lineId, member.id, ground, became.value.registrationId, at)
    await endQuarantineDuty(tx, line.importId, member.id, ground, at)
    return became
  })
}

function viewOf({ head, length, ...row }: QuarantinedRow): QuarantineLine {
  // A letter that the cut at 64 KiB divides is left out rather than shown as an unknown one.
  const shown = new TextDecoder().decode(head, { stream: head.length < length })
  const isExact = head.length === length && Buffer.from(shown, 'utf8').equals(head)
  return { ...row, shown, exact: isExact, bytes: length }
}
