import type { Step, StepOf } from '#process/step.ts'
import { guardsOf, S } from '../road.ts'
import { deliver, Misfit, receive, rulesOf, take, type World } from '../world.ts'
import type { Deeds } from './sentence.ts'
import { GUARD, idOr, labelled, mean, PERSON, RECEIPT } from './words.ts'

const by = (world: World, person: string, step: Step) => take(world, step, mean(PERSON, person))

function offer(world: World, rule: string, moment: string, but: Partial<StepOf<'offer-handover'>> = {}) {
  const rules = rulesOf(world)
  const chosen = labelled(rules.handovers, rule)
  const usual = { ...S['offer-handover'], rule: chosen.id, guards: guardsOf(rules) }
  return { ...usual, moment: idOr(chosen.moments, moment), ...but }
}

const receipt = (word: string): StepOf<'enter-receipt'> => ({
  ...S['enter-receipt'],
  receipt: mean(RECEIPT, word),
  says: 'In hun woorden: wij hebben ernaar gekeken.',
})

/** Between organisations: offering, answering, asking back, letters that come late, twice or in another order. */
export const HANDOVER: Deeds = {
  '«» biedt het signaal aan: «», omdat «»': (world, who, rule, moment) =>
    by(world, who, offer(world, rule, moment)),
  '«» biedt het signaal aan: «», omdat «», zonder de waarborg «»': (world, who, rule, moment, guard) => {
    const guards = Object.entries(guardsOf(rulesOf(world))).filter(([id]) => id !== mean(GUARD, guard))
    return by(world, who, offer(world, rule, moment, { guards: Object.fromEntries(guards) }))
  },
  '«» biedt het signaal aan: «», omdat «», met een leeg pakket': (world, who, rule, moment) =>
    by(world, who, offer(world, rule, moment, { pack: { ...S['offer-handover'].pack, registrations: [] } })),
  '«» biedt het signaal aan een organisatie buiten de werkwijze aan': (world, who) =>
    by(world, who, { ...S['offer-handover'], rule: 'elders' }),
  '«» vraagt de overdracht terug': (world, who) => by(world, who, S['recall-handover']),
  '«» aanvaardt de overdracht': (world, who) => by(world, who, S['accept-handover']),
  '«» weigert de overdracht: «»': (world, who, reason) =>
    by(world, who, { ...S['refuse-handover'], reason: idOr(rulesOf(world).handoverRefusals, reason) }),
  '«» boekt het antwoord van de ontvanger in: «»': (world, who, word) => by(world, who, receipt(word)),
  '«» boekt het antwoord van de ontvanger in zonder kenmerk': (world, who) =>
    by(world, who, { ...receipt('aanvaard'), reference: ' ' }),
  'de berichten komen dubbel aan': (world) => deliver({ ...world, post: [...world.post, ...world.post] }),
  'de berichten komen in omgekeerde volgorde aan': (world) => {
    if (world.post.length < 2) throw new Misfit('er zijn geen twee berichten onderweg')
    return deliver({ ...world, post: world.post.toReversed() })
  },
  'het laatste bericht komt eerst aan': (world) => {
    const last = world.post.at(-1)
    if (!last) throw new Misfit('er is geen bericht onderweg')
    return receive({ ...world, post: world.post.slice(0, -1) }, last)
  },
}
