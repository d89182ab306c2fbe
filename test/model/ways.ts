import { readWaysOfWorking } from '#actions/ways-of-working.ts'
import type { House } from '#actions/house.ts'
import { ORGANISATIONS, type OrganisationId } from '#core/organisation.ts'
import type { Day } from '#core/time.ts'
import type { WayOfWorking } from '#process/way-of-working.ts'

/** The day on which every organisation begins to work in another way, with its signals under way. */
export const SECOND_VERSION_FROM: Day = '2026-07-01'

/** How an organisation works from then on: shorter and longer terms, another mandatory act, a certificate without which nothing may be done. */
export function secondVersion(first: WayOfWorking): WayOfWorking {
  const { terms, qualifications, acts, handovers } = first
  const term = (kind: keyof typeof terms, value: number) => ({
    ...terms[kind],
    value: { ...terms[kind].value, value },
  })
  return {
    ...first,
    id: `${first.organisation}@${SECOND_VERSION_FROM}`,
    effectiveFrom: SECOND_VERSION_FROM,
    terms: {
      ...terms,
      weigh: term('weigh', 9),
      'conclude-investigation': term('conclude-investigation', 20),
    },
    qualifications: qualifications.map((one) => ({ ...one, blocking: one.id === 'trafficking-certified' })),
    acts: acts.map((act) => (act.id === 'look-at-place' ? { ...act, mandatory: true } : act)),
    handovers: handovers.map((rule) => ({
      ...rule,
      acceptWithin: { ...rule.acceptWithin, value: { value: 20, unit: 'hours' } as const },
    })),
    shelveDaysMax: { ...first.shelveDaysMax, value: 40 },
  }
}

/** Both versions of all organisations. */
export function twoVersions(): {
  readonly ways: Pick<House['ways'], 'byId' | 'inForce'>
  readonly all: readonly WayOfWorking[]
} {
  const files = readWaysOfWorking()
  const first = ORGANISATIONS.map((one) => files.inForce(one, '2026-06-11'))
  const all = [...first, ...first.map(secondVersion)]
  const byId = new Map(all.map((way) => [way.id, way]))
  return {
    all,
    ways: {
      inForce: (organisation: OrganisationId, day: Day) =>
        all.findLast((one) => one.organisation === organisation && one.effectiveFrom <= day)!,
      byId(id) {
        const way = byId.get(id)
        if (!way) throw new Error(`no way of working ${id}`)
        return way
      },
    },
  }
}
