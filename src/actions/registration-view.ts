import type { FindingView, RegistrationView } from '#contract/registration.ts'
import type { Finding } from '#core/finding.ts'
import type { RegistrationRow } from '#store/signal-views.ts'
import type { House } from './house.ts'

/** A registration as the screen shows it: each finding with the words and the strength of its indicator. */
export function registrationView(house: House, row: RegistrationRow): RegistrationView {
  return {
    id: row.id,
    sourceId: row.source_id,
    version: row.version,
    kind: row.kind,
    registeredAt: row.registered_at,
    receivedAt: row.received_at,
    incident: row.incident,
    title: row.title,
    text: row.text,
    persons: row.persons,
    vehicles: row.vehicles,
    scan: scanOf(house, row),
  }
}

function scanOf(house: House, row: RegistrationRow): RegistrationView['scan'] {
  if (row.catalogue === null || row.score === null) return null
  return {
    catalogue: row.catalogue,
    score: row.score,
    calibrated: house.catalogue.calibrated,
    isSignal: row.is_signal ?? false,
    forms: [...(row.forms ?? [])],
    findings: (row.findings ?? []).map((finding) => findingView(house, finding)),
  }
}

/** An indicator that a newer catalogue no longer has is shown by its code: what was found then, stays found. */
function findingView(house: House, finding: Finding): FindingView {
  const indicator = house.catalogue.indicators.find(({ id }) => id === finding.indicator)
  return {
    ...finding,
    label: indicator?.label ?? { nl: finding.indicator, en: finding.indicator },
    dimension: indicator?.dimension ?? '',
    strength: indicator?.strength ?? 'Z',
  }
}
