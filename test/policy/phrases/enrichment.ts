import type { Step } from '#process/step.ts'
import { actDone } from '../../a-signal.ts'
import { enriched, S } from '../road.ts'
import { rulesOf, take, type World } from '../world.ts'
import type { Deeds } from './sentence.ts'
import { ANSWER, CONTACT, labelled, mean, PERSON, WITH } from './words.ts'

const by = (world: World, person: string, step: Step) => take(world, step, mean(PERSON, person))

const actOf = (world: World, label: string) => labelled(rulesOf(world).acts, label).id

function undone(world: World, label: string, result: 'not-possible' | 'not-needed', reason: string | null) {
  return { ...actDone(actOf(world, label), world.focus), result, reason, provenance: null } as const
}

/** Acts, circumstances and contact. */
export const ENRICHMENT: Deeds = {
  'de standaardverrijking is gedaan': (world) => enriched(world, { considered: false }),
  'de standaardverrijking is gedaan en het overige is overwogen': (world) => enriched(world),
  'de standaardverrijking is gedaan, zonder iets over contact': (world) =>
    enriched(world, { considered: false, contact: false }),
  'de standaardverrijking is gedaan, behalve «»': (world, act) =>
    enriched(world, { except: actOf(world, act), considered: false }),
  '«» zegt van de omstandigheid «»: «»': (world, who, circumstance, answer) => {
    const { id } = labelled(rulesOf(world).circumstances, circumstance)
    return by(world, who, { ...S['record-circumstances'], circumstances: { [id]: mean(ANSWER, answer) } })
  },
  '«» doet «»': (world, who, act) => by(world, who, actDone(actOf(world, act), world.focus)),
  '«» doet «», zonder herkomst': (world, who, act) =>
    by(world, who, { ...actDone(actOf(world, act), world.focus), provenance: null }),
  '«» doet «», met een bron die daar niet bij hoort': (world, who, act) => {
    const step = actDone(actOf(world, act), world.focus)
    return by(world, who, {
      ...step,
      provenance: step.provenance && { ...step.provenance, source: 'hearsay' },
    })
  },
  '«» doet «», zonder certificaat, met een reden': (world, who, act) =>
    by(world, who, {
      ...actDone(actOf(world, act), world.focus),
      unqualifiedBecause: 'Niemand met een certificaat had dienst.',
    }),
  '«» doet «», één eis is niet gehaald': (world, who, act) =>
    by(world, who, { ...actDone(actOf(world, act), world.focus), unmet: [0] }),
  '«» doet iets dat de werkwijze niet kent': (world, who) =>
    by(world, who, { ...S['record-act'], act: 'geheel-eigen' }),
  '«» vindt «» niet mogelijk: «»': (world, who, act, reason) => {
    const { id } = labelled(rulesOf(world).notPossibleReasons, reason)
    return by(world, who, undone(world, act, 'not-possible', id))
  },
  '«» vindt «» niet mogelijk, zonder reden': (world, who, act) =>
    by(world, who, undone(world, act, 'not-possible', null)),
  '«» vindt «» niet nodig': (world, who, act) => by(world, who, undone(world, act, 'not-needed', null)),
  '«» legt contact met het mogelijke slachtoffer vast: «»': (world, who, result) =>
    by(world, who, { ...S['record-contact'], result: mean(CONTACT, result) }),
  '«» legt vast dat contact niet mogelijk is: «»': (world, who, reason) => {
    const { id } = labelled(rulesOf(world).notPossibleReasons, reason)
    return by(world, who, { ...S['record-contact'], result: 'not-possible', reason: id })
  },
  '«» legt vast dat contact niet mogelijk is, zonder reden': (world, who) =>
    by(world, who, { ...S['record-contact'], result: 'not-possible', reason: null }),
  '«» legt contact met een «» vast': (world, who, other) =>
    by(world, who, { ...S['record-contact'], with: mean(WITH, other), result: 'spoken' }),
  '«» rondt de verrijking af': (world, who) => by(world, who, S['finish-enrichment']),
}
