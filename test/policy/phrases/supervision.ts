import type { Answers } from '#process/event.ts'
import type { Step, StepOf } from '#process/step.ts'
import { S } from '../road.ts'
import { rulesOf, take, type World } from '../world.ts'
import type { Deeds } from './sentence.ts'
import { ANSWER, CRITERION, idOr, labelled, mean, PERSON } from './words.ts'

const by = (world: World, person: string, step: Step) => take(world, step, mean(PERSON, person))

function route(world: World, lane: string, protection: Answers): StepOf<'route'> {
  return { ...S.route, lane: idOr(rulesOf(world).routing?.lanes ?? [], lane), protection }
}

const protectionOf = (world: World, but: Answers = {}): Answers => ({
  ...Object.fromEntries((rulesOf(world).routing?.protectionFirst ?? []).map((id) => [id, 'no' as const])),
  ...but,
})

function crossing(world: World, id: string, act: string): StepOf<'offer-crossing'> {
  return { ...S['offer-crossing'], crossing: id, acts: [labelled(rulesOf(world).acts, act).id] }
}

const TO_INVESTIGATION = 'supervision-to-investigation'
const TO_SUPERVISION = 'investigation-to-supervision'

/** The Inspectorate: under which law, and what goes from one arm to the other. */
export const SUPERVISION: Deeds = {
  '«» routeert naar «»': (world, who, lane) => by(world, who, route(world, lane, protectionOf(world))),
  '«» routeert naar «», terwijl «» met «» is beantwoord': (world, who, lane, criterion, answer) => {
    const but = { [mean(CRITERION, criterion)]: mean(ANSWER, answer) }
    return by(world, who, route(world, lane, protectionOf(world, but)))
  },
  '«» routeert naar «» zonder de beschermingstoets': (world, who, lane) =>
    by(world, who, route(world, lane, {})),
  '«» is het eens met de route': (world, who) => by(world, who, S['review-routing']),
  '«» is het niet eens met de route': (world, who) =>
    by(world, who, { ...S['review-routing'], agrees: false }),
  '«» biedt Opsporing aan wat Toezicht zag: «»': (world, who, act) =>
    by(world, who, crossing(world, TO_INVESTIGATION, act)),
  '«» biedt Opsporing aan wat Toezicht zag: «», met verplichte verklaringen erbij': (world, who, act) =>
    by(world, who, { ...crossing(world, TO_INVESTIGATION, act), withoutStatements: false }),
  '«» biedt Opsporing aan wat Toezicht zag: «», zonder te zeggen onder welke bevoegdheid': (
    world,
    who,
    act,
  ) => by(world, who, { ...crossing(world, TO_INVESTIGATION, act), power: ' ' }),
  '«» biedt Toezicht aan wat Opsporing weet: «»': (world, who, act) =>
    by(world, who, crossing(world, TO_SUPERVISION, act)),
  '«» neemt het over in het dossier van de eigen arm': (world, who) => by(world, who, S['accept-crossing']),
  '«» laat het bij de andere arm': (world, who) => by(world, who, S['refuse-crossing']),
}
