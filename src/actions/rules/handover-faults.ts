import { WAYS_OF_SHARING } from '#process/partner.ts'
import type { Fault } from './fault.ts'
import { placesAt, textsAt, type Says } from './places.ts'

/**
 * A handover (NL: overdracht) moves the duty, or something is shared and the duty stays: by a way that brings an answer
 * back, and to nobody who only decides or only receives.
 */
export function handovers(file: unknown, says: Says): readonly Fault[] {
  const partners = placesAt(file, 'partners.*')
  return placesAt(file, 'handovers.*').flatMap(({ path, value }) => {
    const [to] = textsAt(value, 'to')
    const partner = partners.find((one) => textsAt(one.value, 'id')[0] === to)?.value
    const at = [...path, 'to']
    return [
      ...wayOf(partner).map((way) =>
        says(
          at,
          `nothing is handed over by the "way" to "${to}", which is "${way}"; "transfer" moves the duty, by "share", "report" and "refer" it stays`,
          `langs de "way" naar "${to}" gaat niets over: die is "${way}"; "transfer" verplaatst de taak, bij "share", "report" en "refer" blijft zij`,
        ),
      ),
      ...channelOf(partner).map((channel) =>
        says(
          at,
          `a handover goes through Spoor or as a document, but the "channel" to "${to}" is "${channel}"`,
          `een overdracht gaat via Spoor of als document, maar het "channel" naar "${to}" is "${channel}"`,
        ),
      ),
      ...placesAt(partner, 'receiptNeeded')
        .filter(({ value: needed }) => needed === false)
        .map(() =>
          says(
            at,
            `"${to}" gives no receipt ("receiptNeeded": false), so nobody would know whether the handover arrived`,
            `"${to}" geeft geen ontvangstbevestiging ("receiptNeeded": false), dus niemand zou weten of de overdracht aankwam`,
          ),
        ),
    ]
  })
}

const REACHES: readonly string[] = ['transfer', ...WAYS_OF_SHARING]
const BRINGS_AN_ANSWER: readonly string[] = ['spoor', 'document']

function wayOf(partner: unknown): readonly string[] {
  return textsAt(partner, 'way').filter((way) => !REACHES.includes(way))
}

function channelOf(partner: unknown): readonly string[] {
  return textsAt(partner, 'channel').filter((channel) => !BRINGS_AN_ANSWER.includes(channel))
}

/** What a handover asks first stands with the decision that it is. */
export function handoverDecisions(file: unknown, says: Says): readonly Fault[] {
  const listed = textsAt(file, 'decisions.*.id')
  const partnersThat = (holds: (partner: unknown) => boolean) =>
    placesAt(file, 'partners.*')
      .filter(({ value }) => holds(value))
      .flatMap(({ value }) => textsAt(value, 'id'))
  const abroad = partnersThat((one) => placesAt(one, 'abroad')[0]?.value === true)
  const help = partnersThat((one) => textsAt(one, 'way').includes('refer'))
  return placesAt(file, 'handovers.*.to').flatMap(({ path, value }) => {
    const isOneOf = (ids: readonly string[]) => ids.some((id) => id === value)
    const decision = isOneOf(help) ? 'refer-to-care' : isOneOf(abroad) ? 'transfer-abroad' : 'transfer-agency'
    if (listed.includes(decision)) return []
    return [
      says(
        path,
        `a handover to "${String(value)}" asks what the decision "${decision}" asks, and that stands nowhere under "decisions"`,
        `een overdracht naar "${String(value)}" vraagt wat het besluit "${decision}" vraagt, en dat staat nergens onder "decisions"`,
      ),
    ]
  })
}

/** A partner is somebody else; Spoor reaches those who work with Spoor only. */
export function partners(file: unknown, says: Says): readonly Fault[] {
  const [own] = textsAt(file, 'organisation')
  return placesAt(file, 'partners.*').flatMap(({ path, value }) => {
    const [organisation] = placesAt(value, 'organisation')
    if (organisation !== undefined && organisation.value === own) {
      return [
        says(
          [...path, 'organisation'],
          'a partner is another organisation; between units of one organisation a signal goes by itself, and between arms by "armCrossings"',
          'een partner is een andere organisatie; tussen eenheden van één organisatie gaat een signaal vanzelf, en tussen takken via "armCrossings"',
        ),
      ]
    }
    const [channel] = textsAt(value, 'channel')
    if (organisation === undefined || channel === undefined) return []
    if ((organisation.value === null) === (channel !== 'spoor')) return []
    return [
      says(
        [...path, 'channel'],
        'the channel is "spoor" for a partner with an "organisation" in Spoor, and another one where "organisation" is null',
        'het kanaal is "spoor" bij een partner met een organisatie in Spoor ("organisation"), en een ander waar "organisation" null is',
      ),
    ]
  })
}

/** Who may not investigate everywhere can hand a signal over; who investigates at some places only has a unit at one. */
export function mandate(file: unknown, says: Says): readonly Fault[] {
  const [investigates] = placesAt(file, 'mandate.investigates')
  if (investigates === undefined || investigates.value === 'everywhere') return []
  const stuck = placesAt(file, 'handovers').some(({ value }) => Array.isArray(value) && value.length === 0)
  const nowhere = investigates.value === 'designated-places' && textsAt(file, 'units.*.place').length === 0
  return [
    ...(stuck
      ? [
          says(
            investigates.path,
            'this organisation may not investigate everything itself, and "handovers" is empty: some signals could go nowhere',
            'deze organisatie mag niet alles zelf onderzoeken, en "handovers" is leeg: sommige signalen zouden nergens heen kunnen',
          ),
        ]
      : []),
    ...(nowhere
      ? [
          says(
            investigates.path,
            'no unit has a "place", so this organisation could investigate nowhere',
            'geen eenheid heeft een plaats (place), dus deze organisatie zou nergens mogen onderzoeken',
          ),
        ]
      : []),
  ]
}

/** A second look by those who took the decision would be no second look. */
export function secondLook(file: unknown, says: Says): readonly Fault[] {
  const [triage] = textsAt(file, 'triageUnit')
  return placesAt(file, 'secondLook.unit')
    .filter(({ value }) => value === triage)
    .map(({ path }) =>
      says(
        path,
        'the second look is taken by another unit than "triageUnit", which sets proposals aside',
        'de tweede blik is van een andere eenheid dan "triageUnit", die voorstellen terzijde legt',
      ),
    )
}
