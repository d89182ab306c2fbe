import { countedIndicators, type ScanResult } from '#core/finding.ts'
import type { OrganisationId } from '#core/organisation.ts'
import { done, refuse, type Outcome } from '#core/outcome.ts'
import { dayOf } from '#core/time.ts'
import { channelOf } from '#process/channel.ts'
import { MACHINE } from '#process/event.ts'
import { noteChange, propose } from '#process/signal.ts'
import type { Tx } from '#store/database.ts'
import { insertScanResults, listWaiting, lockScan, type Waiting } from '#store/scan-results.ts'
import { findSignalsOf, holdSignal, insertBirths } from '#store/signals.ts'
import { audited, ofJob, type Audited } from './audit.ts'
import { circumstancesOf, nowOf, type House } from './house.ts'
import { saveEvent } from './save-event.ts'
import { scanOne } from './scan-one.ts'

/** Registrations for each transaction: small enough to hold no lock for long, large enough to be fast. */
const BATCH = 1000

export interface Scanned {
  readonly scanned: number
  readonly proposed: number
}

/**
 * Scans every registration of an organisation that has not been read yet; each one above the threshold becomes a
 * proposed signal of that organisation. May run twice at once, or be killed at any moment: what one transaction did
 * is done wholly or not at all, and the rest still waits. `onBatch` is told how far it is.
 */
export async function scanWaiting(
  house: House,
  organisation: OrganisationId,
  onBatch: (soFar: Scanned) => void = () => undefined,
): Promise<Scanned> {
  let total: Scanned = { scanned: 0, proposed: 0 }
  for (;;) {
    const job = { organisation, member: { id: MACHINE } }
    const outcome = await audited(
      house,
      job,
      ({ signals }: Batch) => combined(house, signals),
      (tx) => scanBatch(house, organisation, tx),
    )
    if (!outcome.ok && outcome.refusal === 'log-unavailable')
      throw new Error('a scan that cannot be written down')
    if (!outcome.ok) return total
    const batch = outcome.value
    total = { scanned: total.scanned + batch.scanned, proposed: total.proposed + batch.proposed }
    onBatch(total)
  }
}

interface Seen {
  readonly waiting: Waiting
  readonly result: ScanResult
}

interface Batch extends Scanned {
  /** To which registrations were added: new ones, and those of which the text changed. */
  readonly signals: readonly string[]
}

/** One row for each signal that registrations came to; of a batch in which there were none, one that says so. */
function combined(house: House, signals: readonly string[]): readonly Audited[] {
  const row = ofJob(house, {
    ...{ act: 'combine', what: 'scan', purpose: 'triage', activity: 'take-in' },
    record: { kind: 'signal', id: null },
  })
  return signals.length === 0 ? [row] : signals.map((id) => ({ ...row, record: { kind: 'signal', id } }))
}

async function scanBatch(
  house: House,
  organisation: OrganisationId,
  tx: Tx,
): Promise<Outcome<Batch, 'nothing-waits'>> {
  await lockScan(tx, organisation)
  const waiting = await listWaiting(tx, organisation, BATCH)
  if (waiting.length === 0) return refuse('nothing-waits')
  const at = nowOf(house)
  const seen = waiting.map((one) => ({ waiting: one, result: scanOne(house, one) }))
  await insertScanResults(
    tx,
    organisation,
    seen.map(({ result }) => result),
    at,
  )
  const signals = await proposeSignals(house, organisation, tx, seen)
  return done({
    scanned: waiting.length,
    proposed: signals.born.length,
    signals: [...signals.born, ...signals.changed],
  })
}

async function proposeSignals(
  house: House,
  organisation: OrganisationId,
  tx: Tx,
  seen: readonly Seen[],
): Promise<{ readonly born: readonly string[]; readonly changed: readonly string[] }> {
  const known = await findSignalsOf(
    tx,
    seen.map(({ waiting }) => waiting.source_id),
  )
  const at = nowOf(house)
  const rules = house.ways.inForce(organisation, dayOf(at))
  const now = circumstancesOf(house, rules, at)
  const births = seen.filter(({ waiting, result }) => result.isSignal && !known.has(waiting.source_id))
  const born = births.map(() => house.newId())
  await insertBirths(
    tx,
    organisation,
    births.map(({ waiting, result }, at) => ({
      signalId: born[at] ?? '',
      eventId: house.newId(),
      event: propose(
        { ...changeOf(waiting, result), channel: channelOf(waiting.kind), forms: result.forms },
        now,
      ),
      by: MACHINE,
      sourceId: waiting.source_id,
      incidentKey: waiting.incident_key,
    })),
    at,
  )
  for (const one of seen) {
    const signalId = known.get(one.waiting.source_id)
    if (signalId) await noteChangedText(house, organisation, tx, signalId, one)
  }
  return { born, changed: [...new Set(known.values())] }
}

/** A correction, or a running investigation that grew: the signal takes note; no newer text withdraws it. */
async function noteChangedText(
  house: House,
  organisation: OrganisationId,
  tx: Tx,
  signalId: string,
  { waiting, result }: Seen,
): Promise<void> {
  const held = await holdSignal(tx, signalId)
  if (!held) throw new Error('a signal that its origin names, but that is not there')
  const { signal } = held
  const at = nowOf(house)
  const rules = house.ways.byId(signal.wayOfWorking)
  const now = circumstancesOf(house, rules, at)
  const event = noteChange(signal, changeOf(waiting, result), result.isSignal, now)
  await saveEvent(house, organisation, tx, held, { event, by: MACHINE, at })
}

function changeOf(waiting: Waiting, result: ScanResult) {
  return { registration: waiting.id, catalogue: result.catalogue, indicators: countedIndicators(result) }
}
