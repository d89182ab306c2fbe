import type { Step, StepOf } from '#process/step.ts'
import { answersOf, guardsOf, S } from '../road.ts'
import { circumstancesOf, rulesOf, take, type World } from '../world.ts'
import type { Deeds } from './sentence.ts'
import { COMPLAINT, GUARD, idOr, LAW, mean, PERSON } from './words.ts'

const by = (world: World, person: string, step: Step) => take(world, step, mean(PERSON, person))

function start(
  world: World,
  but: Partial<StepOf<'start-investigation'>> = {},
): StepOf<'start-investigation'> {
  const { law, rules } = circumstancesOf(world)
  const variants = law.offence.variants.slice(0, 1).map(({ id }) => id)
  const qualification = { law: law.offence.id, variants, means: [], purposes: [] }
  return { ...S['start-investigation'], answers: answersOf(rules), qualification, ...but }
}

const interview = (but: Partial<StepOf<'record-interview'>>) => ({ ...S['record-interview'], ...but })

/** Informative interviews, criminal complaints, investigations. */
export const INVESTIGATION: Deeds = {
  '«» voert een informatief gesprek, aangifte «»': (world, who, complaint) =>
    by(world, who, interview({ complaint: mean(COMPLAINT, complaint) })),
  '«» voert een informatief gesprek met «» erbij': (world, who, second) =>
    by(world, who, interview({ complaint: 'considering', second: mean(PERSON, second).id })),
  '«» voert een informatief gesprek zonder certificaat, met een reden': (world, who) =>
    by(world, who, interview({ complaint: 'considering', unqualifiedBecause: 'Het kon alleen nu.' })),
  '«» legt een aangifte zonder gesprek vast': (world, who) => by(world, who, interview({ held: false })),
  '«» legt vast dat er geen gesprek kwam': (world, who) =>
    by(world, who, interview({ held: false, complaint: 'declined' })),
  '«» rondt de gespreksfase af': (world, who) => by(world, who, S['finish-interview']),
  '«» begint een ambtshalve onderzoek': (world, who) => by(world, who, start(world)),
  '«» begint een onderzoek op aangifte': (world, who) => by(world, who, start(world, { exOfficio: false })),
  '«» begint een onderzoek zonder officier van justitie': (world, who) =>
    by(world, who, start(world, { prosecutor: ' ' })),
  '«» begint een onderzoek zonder het feit te benoemen': (world, who) => {
    const { qualification } = start(world)
    return by(world, who, start(world, { qualification: { ...qualification, variants: [] } }))
  },
  '«» begint een onderzoek naar een feit uit wet «»': (world, who, law) => {
    const { qualification } = start(world)
    return by(world, who, start(world, { qualification: { ...qualification, law: mean(LAW, law) } }))
  },
  '«» begint een onderzoek dat de officier heeft toegewezen': (world, who) =>
    by(world, who, start(world, { assignedBy: 'Brief van het Functioneel Parket 2026/7' })),
  '«» begint een onderzoek naar burgerluchtvaart': (world, who) =>
    by(world, who, start(world, { civilAviation: true })),
  '«» sluit het onderzoek af: «»': (world, who, outcome) => by(world, who, conclude(world, outcome)),
  '«» sluit het onderzoek af: «», zonder de waarborg «»': (world, who, outcome, guard) => {
    const step = conclude(world, outcome)
    const guards = Object.fromEntries(Object.entries(step.guards).filter(([id]) => id !== mean(GUARD, guard)))
    return by(world, who, { ...step, guards })
  },
}

function conclude(world: World, outcome: string): StepOf<'conclude'> {
  const rules = rulesOf(world)
  return { ...S.conclude, outcome: idOr(rules.outcomes, outcome), guards: guardsOf(rules) }
}
