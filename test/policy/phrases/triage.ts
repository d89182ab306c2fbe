import { S, ground, surely } from '../road.ts'
import { PERSON, URGENCY, idOr, mean } from './words.ts'
import { rulesOf, take, type World } from '../world.ts'
import { dayIn } from './moments.ts'
import type { Deeds } from './sentence.ts'
import type { Step } from '#process/step.ts'

const by = (world: World, person: string, step: Step) => take(world, step, mean(PERSON, person))

const urgencies = (words: string) =>
  words === 'geen' ? [] : words.split(' en ').map((word) => mean(URGENCY, word))

const unitOf = (world: World, label: string) => idOr(rulesOf(world).units, label)

/** The answer to what the scan proposes, units, urgency, holding. */
export const TRIAGE: Deeds = {
  '«» bevestigt het signaal': (world, who) => by(world, who, S.confirm),
  '«» bevestigt het signaal, spoed «»': (world, who, urgency) =>
    by(world, who, { ...S.confirm, urgency: urgencies(urgency) }),
  '«» bevestigt het signaal zonder grond': (world, who) => by(world, who, { ...S.confirm, ground: ' ' }),
  '«» stelt voor het terzijde te leggen: «»': (world, who, criterion) =>
    by(world, who, {
      ...S['propose-set-aside'],
      criterion: idOr(rulesOf(world).setAsideCriteria, criterion),
    }),
  '«» bevestigt het terzijdeleggen': (world, who) => by(world, who, S['confirm-set-aside']),
  '«» wijst het terzijdeleggen af': (world, who) => by(world, who, S['reject-set-aside']),
  '«» neemt het signaal op zich': (world, who) => by(world, who, S['take-up']),
  '«» vraagt de eenheid «» het signaal over te nemen': (world, who, unit) =>
    by(world, who, { ...S['offer-unit'], unit: unitOf(world, unit) }),
  '«» neemt het signaal over voor de eigen eenheid': (world, who) => by(world, who, S['accept-unit']),
  '«» weigert de overname: «»': (world, who, reason) =>
    by(world, who, { ...S['refuse-unit'], reason: idOr(rulesOf(world).handoverRefusals, reason) }),
  '«» trekt de vraag aan de andere eenheid in': (world, who) => by(world, who, S['recall-unit']),
  'het signaal ligt bij de eenheid van «»': (world, who) => {
    const actor = mean(PERSON, who)
    const offered = surely(world, { type: 'offer-unit', unit: actor.unit, ground }, actor)
    return surely(offered, S['accept-unit'], actor)
  },
  '«» zet de spoed op «»': (world, who, urgency) =>
    by(world, who, { ...S['set-urgency'], urgency: urgencies(urgency) }),
  '«» houdt het signaal aan tot «»: «»': (world, who, day, reason) =>
    by(world, who, {
      ...S.hold,
      reason: idOr(rulesOf(world).holdReasons, reason),
      reviewOn: dayIn(day),
    }),
  '«» pakt het aangehouden signaal weer op': (world, who) => by(world, who, S.resume),
  '«» begint de verrijking': (world, who) => by(world, who, S['start-enrichment']),
}
