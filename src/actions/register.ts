import { createHash } from 'node:crypto'
import type { NewSignal } from '#contract/signal.ts'
import { canonicalJson } from '#core/canonical.ts'
import { countedIndicators } from '#core/finding.ts'
import { incidentKey } from '#core/incident.ts'
import { done, refuse, type Outcome } from '#core/outcome.ts'
import { dayOf } from '#core/time.ts'
import { BY_HAND } from '#process/channel.ts'
import type { Refusal } from '#process/refusal.ts'
import { register } from '#process/signal.ts'
import { insertScanResults, lockScan } from '#store/scan-results.ts'
import { insertBirths } from '#store/signals.ts'
import { insertWrittenRegistration } from '#store/written-registration.ts'
import { auditOf, mayDo, type Doing } from './access.ts'
import { audited } from './audit.ts'
import { circumstancesOf, nowOf, type Caller, type House } from './house.ts'
import { pastTerm } from './past-term.ts'
import { scanOne } from './scan-one.ts'

const REGISTER: Doing = { act: 'register-signal', as: 'collect', what: 'registreerSignaal' }

/** How it came in, as the guidelines call it. */
const CHANNEL = 'handmatig'

/**
 * An officer registers a signal by hand. It is a signal because a person says so, whatever the scan sees in it; the
 * scan still reads it, so that its words are marked like any other text.
 */
export async function registerSignal(
  house: House,
  caller: Caller,
  signal: NewSignal,
): Promise<Outcome<{ readonly id: string }, Refusal>> {
  if (signal.ground.trim() === '' || signal.text.trim() === '') return refuse('ground-missing')
  const { organisation, member } = caller
  if (pastTerm(house)(organisation, BY_HAND, signal.registeredAt)) return refuse('past-term')
  const may = mayDo(house, caller, REGISTER.act)
  if (!may.ok) return may
  const id = house.newId()
  const entry = auditOf(house, caller, REGISTER, { kind: 'signal', id })
  return audited(house, caller, entry, async (tx) => {
    await lockScan(tx, organisation)
    const at = nowOf(house)
    const registration = house.newId()
    const sourceId = `SPOOR-${registration}`
    const { title, text, incident, registeredAt } = signal
    const key = incidentKey(organisation, signal.sourceId?.trim() || sourceId)
    await insertWrittenRegistration(
      tx,
      organisation,
      {
        id: registration,
        sourceId,
        contentHash: createHash('sha256')
          .update(canonicalJson({ ...signal, sourceId }))
          .digest(),
        kind: BY_HAND,
        registeredAt,
        incident,
        incidentKey: key,
        title,
        text,
      },
      at,
    )
    const result = scanOne(house, { id: registration, title, text })
    await insertScanResults(tx, organisation, [result], at)
    const rules = house.ways.inForce(organisation, dayOf(at))
    // What the officer holds goes before what the scan guesses.
    const forms = signal.forms.length > 0 ? signal.forms : result.forms
    const { catalogue } = result
    const birth = { registration, channel: CHANNEL, catalogue, forms, indicators: countedIndicators(result) }
    const event = register(birth, signal.ground, circumstancesOf(house, rules, at))
    await insertBirths(
      tx,
      organisation,
      [{ signalId: id, eventId: house.newId(), event, by: member.id, sourceId, incidentKey: key }],
      at,
    )
    return done({ id })
  })
}
