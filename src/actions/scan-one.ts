import type { ScanResult } from '#core/finding.ts'
import type { Scannable } from '#scan/scan.ts'
import type { House } from './house.ts'

/** If the engine cannot read this either, it is the engine that is broken, and not a text. */
const PROBE = 'Fiets gestolen bij het station.'

/**
 * A text over which the scan stumbles must not keep the others waiting, nor be passed over: a person reads it. It is
 * proposed without a finding, which the screen explains. @throws when the engine reads nothing at all.
 */
export function scanOne(house: House, text: Scannable): ScanResult {
  try {
    return house.scan(house.catalogue, text)
  } catch {
    house.scan(house.catalogue, { id: text.id, title: '', text: PROBE })
    const { version } = house.catalogue
    return { id: text.id, score: 0, isSignal: true, forms: [], findings: [], catalogue: version }
  }
}
