import type { Answers } from '#process/event.ts'
import { drawSecondLook, isNegative } from '#process/second-look.ts'
import type { Step, StepOf } from '#process/step.ts'
import { answersOf, guardsOf, S } from '../road.ts'
import { circumstancesOf, happened, Misfit, rulesOf, sideOf, signalOf, take, type World } from '../world.ts'
import { dayIn } from './moments.ts'
import type { Deeds } from './sentence.ts'
import { ANSWER, CRITERION, GUARD, idOr, labelled, mean, PERSON } from './words.ts'

const by = (world: World, person: string, step: Step) => take(world, step, mean(PERSON, person))

function weigh(world: World, but: Answers = {}): StepOf<'weigh'> {
  return { ...S.weigh, answers: answersOf(rulesOf(world), but) }
}

function stop(
  world: World,
  outcome: string,
  but: Partial<StepOf<'propose-stop'>> = {},
): StepOf<'propose-stop'> {
  const rules = rulesOf(world)
  const usual = { ...S['propose-stop'], answers: answersOf(rules), guards: guardsOf(rules) }
  return { ...usual, outcome: idOr(rules.outcomes, outcome), ...but }
}

function without<T>(all: Readonly<Record<string, T>>, id: string): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(all).filter(([one]) => one !== id))
}

const answering = (criterion: string, answer: string) => ({
  [mean(CRITERION, criterion)]: mean(ANSWER, answer),
})

/** The gate, and the second look at what did not pass it. */
export const WEIGHING: Deeds = {
  '«» weegt: een gesprek': (world, who) => by(world, who, weigh(world)),
  '«» weegt: verder verrijken': (world, who) =>
    by(world, who, { ...weigh(world), decision: 'enrich-further' }),
  '«» weegt: een gesprek, want «» is «»': (world, who, criterion, answer) =>
    by(world, who, weigh(world, answering(criterion, answer))),
  '«» weegt zonder de vraag «»': (world, who, criterion) =>
    by(world, who, {
      ...weigh(world),
      answers: without(answersOf(rulesOf(world)), mean(CRITERION, criterion)),
    }),
  '«» weegt mee: «»': (world, who, never) => {
    const { id } = labelled(rulesOf(world).neverCriteria, never)
    return by(world, who, weigh(world, { [id]: 'yes' }))
  },
  '«» stelt voor te stoppen: «»': (world, who, outcome) => by(world, who, stop(world, outcome)),
  '«» stelt voor te stoppen: «», zonder de waarborg «»': (world, who, outcome, guard) =>
    by(world, who, stop(world, outcome, { guards: without(guardsOf(rulesOf(world)), mean(GUARD, guard)) })),
  '«» stelt voor te stoppen: «», met op de waarborg «» het antwoord «»': (
    world,
    who,
    outcome,
    guard,
    words,
  ) => {
    const id = mean(GUARD, guard)
    const choices = rulesOf(world).guards.find((one) => one.id === id)?.answers ?? []
    const answer = { answer: labelled(choices, words).id, reference: 'Zie verslag 3.' }
    return by(world, who, stop(world, outcome, { guards: { ...guardsOf(rulesOf(world)), [id]: answer } }))
  },
  '«» stelt voor te stoppen: «», zonder bewijs bij de waarborg «»': (world, who, outcome, guard) => {
    const guards = guardsOf(rulesOf(world))
    const id = mean(GUARD, guard)
    const answer = guards[id]?.answer ?? ''
    return by(world, who, stop(world, outcome, { guards: { ...guards, [id]: { answer, reference: ' ' } } }))
  },
  '«» stelt voor te stoppen: «», met de vraag «» open': (world, who, outcome, criterion) =>
    by(
      world,
      who,
      stop(world, outcome, { answers: without(answersOf(rulesOf(world)), mean(CRITERION, criterion)) }),
    ),
  '«» stelt voor te stoppen: «», want «» is «»': (world, who, outcome, criterion, answer) =>
    by(
      world,
      who,
      stop(world, outcome, { answers: answersOf(rulesOf(world), answering(criterion, answer)) }),
    ),
  '«» stelt voor op te leggen tot «»': (world, who, day) =>
    by(world, who, stop(world, 'Opleggen', { reviewOn: dayIn(day) })),
  '«» stelt voor op te leggen zonder datum': (world, who) => by(world, who, stop(world, 'Opleggen')),
  '«» bevestigt het voorstel': (world, who) => by(world, who, S['confirm-stop']),
  '«» wijst het voorstel af': (world, who) => by(world, who, S['reject-stop']),
  '«» kijkt opnieuw naar wat is opgelegd': (world, who) => by(world, who, S['review-shelved']),
  'het besluit wordt getrokken voor een tweede blik': (world) => {
    const decision = sideOf(world).history.findLast(isNegative)
    const proposer = decision && 'proposedBy' in decision.data ? decision.data.proposedBy : null
    if (!decision || proposer === null) throw new Misfit('er is geen besluit om niet op te volgen')
    const drawn = drawSecondLook(
      signalOf(world),
      decision.seq,
      [proposer, decision.by],
      circumstancesOf(world),
    )
    // Overtaken: the signal is open again, and will be weighed anyway.
    return drawn === null ? world : happened(world, drawn)
  },
  '«» kijkt blind opnieuw en is het eens': (world, who) => by(world, who, look(world, 'agrees')),
  '«» kijkt blind opnieuw en zegt: wel opvolgen': (world, who) => by(world, who, look(world, 'follow-up')),
  '«» kijkt blind opnieuw zonder te wegen': (world, who) =>
    by(world, who, { ...look(world, 'agrees'), answers: {} }),
}

function look(world: World, verdict: 'agrees' | 'follow-up'): StepOf<'take-second-look'> {
  const drawn = signalOf(world).secondLook?.look ?? 'geen'
  return { ...S['take-second-look'], look: drawn, verdict, answers: answersOf(rulesOf(world)) }
}
