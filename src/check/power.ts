import type { Day } from '#core/time.ts'
import type { UnderRules } from './at.ts'
import type { Way } from './way.ts'
import { isOutside } from './work.ts'
import { dutchDay } from './working-days.ts'

/** What the law says of who may do what, and what each arm of an inspectorate may know. */
export function checkPower(at: UnderRules): void {
  switch (at.event.type) {
    case 'investigation-started':
      checkUnit(at)
      checkField(at)
      checkAviation(at, at.event.data.civilAviation === true)
      checkOffence(at)
      checkLane(at)
      checkCrossed(at)
      return
    case 'act-recorded':
      if (at.event.data.result === 'done' && isInvestigative(at)) {
        checkUnit(at)
        checkUnit(at, at.event.data.unit)
      }
      return
    case 'unit-accepted':
      if (isInvestigated(at)) {
        checkUnit(at, at.event.data.unit)
        // What was said of civil aviation belonged to the place where it was said.
        checkAviation(at, false, at.event.data.unit)
      }
      return
    case 'closed':
      checkSettled(at)
      if (at.story.state === 'investigating') checkCrossed(at)
      return
    case 'handover-offered':
    case 'share-offered': {
      const partner = at.way.partners.find(({ id }) => id === at.event.data.partner)
      // Help never waits.
      if (isOutside(partner) && partner?.way !== 'refer') checkSettled(at)
      checkMoves(at, partner?.way)
      return
    }
    case 'routed':
      checkProtection(at)
      return
    case 'crossing-offered':
      checkCrossing(at)
  }
}

const MAY = 'only who may investigates'

/** A supervising arm never investigates, and the KMar only at the places that the law names. */
function checkUnit(at: UnderRules, id = at.story.unit): void {
  const { way, fault } = at
  const unit = way.units.find((one) => one.id === id)
  if (!unit || unit.arm === 'toezicht') {
    fault(MAY, 'a unit that investigates', id)
  } else if (way.mandate.investigates === 'designated-places' && placeOf(at, id) === undefined) {
    fault(MAY, 'a unit at a place that the law names', `${unit.id} at ${unit.place ?? 'no such place'}`)
  }
}

/** Only a transfer takes the duty along, and with what is only shared it never goes. */
function checkMoves({ event: { type }, fault }: UnderRules, way: string | undefined): void {
  const moves = type === 'handover-offered'
  if (moves === !['share', 'report', 'refer'].includes(way ?? '')) return
  fault('only a transfer moves the duty', moves ? 'a transfer' : 'what is shared', way ?? 'none')
}

/** At some places the law gives civil aviation, and nothing else. */
function checkAviation(at: UnderRules, isCivil: boolean, id = at.story.unit): void {
  const { story, fault } = at
  const place = placeOf(at, id)
  if (isCivil || place?.scope !== 'civil-only' || story.channel === null) return
  fault(MAY, 'civil aviation', `something else at ${place.id}`)
}

/** Outside its own field an organisation investigates what the public prosecutor assigned to it. */
function checkField({ story, event: { data }, way: { mandate }, fault }: UnderRules): void {
  if (mandate.investigates !== 'own-field' || data.assigned === true || story.channel === null) return
  if (mandate.forms.length === 0 || story.forms.some((form) => mandate.forms.includes(form))) return
  fault(MAY, 'a case of its own field, or assigned', `${story.forms.join(', ')}, not assigned`)
}

/** undefined: no place where the law of that day lets it investigate. */
function placeOf({ event, way, law }: UnderRules, id: string) {
  const unit = way.units.find((one) => one.id === id)
  const version = inForce(law.places, dutchDay(event.at)).at(-1)
  return way.mandate.investigates === 'designated-places'
    ? version?.places.find((one) => one.id === unit?.place)
    : undefined
}

function isInvestigated({ story: { state, left } }: UnderRules): boolean {
  const waits = state === 'held' || state === 'handing-over' || state === 'stop-proposed'
  return (waits ? left : state) === 'investigating'
}

function isInvestigative({ event, way }: UnderRules): boolean {
  const act = way.acts.find(({ id }) => id === event.data.act)
  return (
    act !== undefined && act.id !== way.mandate.support && act.phases.every((one) => one === 'investigation')
  )
}

/** In the words of a version of the law that was in force by then. The oldest events name none. */
function checkOffence({ story, event, law, fault }: UnderRules): void {
  const { qualification } = event.data
  if (story.channel === null && qualification === undefined) return
  const rule = 'an investigation names an offence in force'
  const version = inForce(law.offences, dutchDay(event.at)).find(({ id }) => id === qualification?.law)
  if (!qualification || !version) {
    fault(rule, 'a version of the law in force', qualification?.law ?? 'none')
    return
  }
  const words = ['variants', 'means', 'purposes'] as const
  const unknown = words.flatMap((list) =>
    qualification[list].filter((one) => !version[list].some(({ id }) => id === one)),
  )
  if (qualification.variants.length === 0) fault(rule, 'a variant', 'none')
  for (const one of unknown) fault(rule, `a word of ${version.id}`, one)
}

function inForce<T extends { readonly inForceFrom: Day | null }>(versions: readonly T[], day: Day): T[] {
  return versions
    .filter(({ inForceFrom }) => inForceFrom !== null && inForceFrom <= day)
    .toSorted((a, b) => ((a.inForceFrom ?? '') < (b.inForceFrom ?? '') ? -1 : 1))
}

function checkLane({ story, way, fault }: UnderRules): void {
  if (!way.routing || story.channel === null) return
  const lane = way.routing.lanes.find(({ id }) => id === story.routed?.lane)
  if (lane?.investigates) return
  fault('the routing lets an investigation begin', 'a lane that investigates', lane?.id ?? 'no routing')
}

/** The routing was decided, and another person looked at it: its review would be lost with the signal. */
function checkSettled({ story, way, fault }: UnderRules): void {
  if (!way.routing || story.channel === null || story.routed?.reviewed) return
  fault('a routing is settled before an end', 'reviewed', story.routed ? 'not reviewed' : 'no routing')
}

/** One "yes" to the protection test, and protection was offered before the administrative lane opens. */
function checkProtection({ story, event: { data }, way, fault }: UnderRules): void {
  const lane = way.routing?.lanes.find(({ id }) => id === data.lane)
  const asked = way.routing?.protectionFirst ?? []
  // A "yes" of the last weighing is not taken back by a routing.
  const yes = asked.some((id) => data.protection?.[id] === 'yes' || story.answers[id] === 'yes')
  if (!lane?.administrative || !yes) return
  const acts = way.routing?.protectionActs ?? []
  if (acts.some((act) => story.acts.get(act)?.result === 'done')) return
  fault('protection comes before an administrative lane', acts.join(' or '), 'none done')
}

const BY_CROSSING = 'what an arm learned reaches the other by a crossing'

/** All that Supervision learned was offered to the criminal file, and taken in or left behind. */
function checkCrossed({ story, way, fault }: UnderRules): void {
  if (way.armCrossings.length === 0) return
  for (const [act, { result, unit }] of story.acts) {
    const learned = result === 'done' && armOf(act, unit, way) === 'toezicht'
    if (learned && !story.crossed.has(act)) fault(BY_CROSSING, act, 'no crossing')
  }
}

function checkCrossing({ story, event: { data }, way, fault }: UnderRules): void {
  const { withoutStatements, acts = [], crossing: id } = data
  if (withoutStatements !== true) {
    fault('what a person had to state stays behind', 'without statements', String(withoutStatements))
  }
  const crossing = way.armCrossings.find((one) => one.id === id)
  for (const act of acts) {
    const done = story.acts.get(act)
    const own = done?.result === 'done' && armOf(act, done.unit, way) === crossing?.from
    if (!own) fault(BY_CROSSING, `an act of ${crossing?.from ?? 'an arm'}`, act)
  }
}

/** What is done under the powers of supervision is Supervision's, whoever asked for it. */
function armOf(act: string, unit: string | null, way: Way): string | null {
  const power = way.acts.find(({ id }) => id === act)?.guideline.power
  if (power === 'supervision') return 'toezicht'
  return way.units.find(({ id }) => id === unit)?.arm ?? null
}
