import { ORGANISATIONS } from '#core/organisation.ts'
import { isOpen, type Signal } from '#process/state.ts'
import { alleRegels } from '../rules/all.ts'
import { dueBy } from '../rules/past.ts'
import { Misfit, openSignalOf, rulesOf, sideOf, signalOf, type World } from '../world.ts'
import { inWords, termIn } from './moments.ts'
import type { Checks } from './sentence.ts'
import {
  DUTY,
  labelled,
  mean,
  MESSAGE,
  ORGANISATION,
  REFUSAL,
  SIDE,
  STATE,
  URGENCY,
  wordFor,
} from './words.ts'

const same = (found: string, wanted: string) => (found === wanted ? null : `wel: ${found}`)

const sideDuty = (world: World, word: string) =>
  signalOf(world).sideDuties.find(({ kind }) => kind === mean(SIDE, word))

const stateOf = (world: World, organisation = world.focus) =>
  wordFor(STATE, signalOf(world, organisation).state)

const unitLabel = (world: World, id: string) =>
  rulesOf(world).units.find((one) => one.id === id)?.label.nl ?? id

function outcomeOf(signal: Signal): string {
  return signal.state === 'closed' ? signal.outcome : `geen; het is ${wordFor(STATE, signal.state)}`
}

/** Of all organisations, those that must answer for the signal: it is open there, and not merely offered. */
const owners = (world: World) =>
  ORGANISATIONS.filter((organisation) => {
    const signal = world.sides[organisation]?.signal
    return signal !== undefined && isOpen(signal) && signal.state !== 'offered'
  })

/** What the tables can find afterwards. */
export const THEN: Checks = {
  'het signaal is in «»': (world, state) => same(stateOf(world), state),
  'bij de «» is het signaal in «»': (world, organisation, state) =>
    same(stateOf(world, mean(ORGANISATION, organisation)), state),
  'bij de «» is er geen signaal': (world, organisation) =>
    world.sides[mean(ORGANISATION, organisation)] === undefined ? null : 'wel een signaal',
  'het wordt geweigerd: «»': (world, words) =>
    world.refusal === null ? 'het werd niet geweigerd' : same(REFUSAL[world.refusal], words),
  'de taak is «»': (world, duty) => same(wordFor(DUTY, openSignalOf(world).duty.kind), duty),
  'de taak is van «»': (world, unit) => same(unitLabel(world, openSignalOf(world).duty.unit), unit),
  'de termijn is «»': (world, moment) => same(inWords(openSignalOf(world).duty.dueAt), moment),
  'de taak heeft «»': (world, term) =>
    same(inWords(openSignalOf(world).duty.dueAt), inWords(dueBy(world.now, termIn(term)))),
  'de termijn is niet verschoven': (world) => {
    const before = world.before?.signal.duty?.dueAt
    if (before === undefined) throw new Misfit('er was nog geen termijn')
    return same(inWords(openSignalOf(world).duty.dueAt), inWords(before))
  },
  'er is een taak ernaast: «», voor «»': (world, word, unit) => {
    const duty = sideDuty(world, word)
    return duty ? same(unitLabel(world, duty.unit), unit) : 'die taak is er niet'
  },
  'er is een taak ernaast: «», met «»': (world, word, term) => {
    const duty = sideDuty(world, word)
    return duty ? same(inWords(duty.dueAt), inWords(dueBy(world.now, termIn(term)))) : 'die taak is er niet'
  },
  'er is geen taak ernaast: «»': (world, word) => (sideDuty(world, word) ? 'die taak is er wel' : null),
  'het ligt ook bij de «» van «»': (world, role, unit) => {
    const climbed = signalOf(world).escalations
    const { roles } = rulesOf(world)
    const where = climbed.map(
      (one) => `${roles.find(({ id }) => id === one.role)?.label.nl}, ${unitLabel(world, one.unit)}`,
    )
    return where.includes(`${role}, ${unit}`) ? null : `wel: ${where.join(' | ') || 'nergens'}`
  },
  'niemand is opgeschaald': (world) =>
    signalOf(world).escalations.length === 0 ? null : 'er is opgeschaald',
  'de uitkomst is «»': (world, outcome) =>
    same(outcomeOf(signalOf(world)), labelled(rulesOf(world).outcomes, outcome).id),
  'het is terzijde gelegd': (world) => same(outcomeOf(signalOf(world)), 'set-aside'),
  'de spoed is «»': (world, urgency) =>
    same(
      signalOf(world)
        .urgency.map((one) => wordFor(URGENCY, one))
        .join(' en '),
      urgency,
    ),
  'alleen de «» is eigenaar': (world, organisation) =>
    same(owners(world).join(' en '), mean(ORGANISATION, organisation)),
  'er is een bericht onderweg: «» aan de «»': (world, kind, organisation) => {
    const to = mean(ORGANISATION, organisation)
    const found = world.post.some(({ message }) => message.kind === mean(MESSAGE, kind) && message.to === to)
    return found ? null : `wel: ${world.post.map(({ message }) => message.kind).join(', ') || 'geen'}`
  },
  'er is teruggemeld wat ervan werd': (world) =>
    sideOf(world).history.some(({ data }) => data.type === 'handover-reported')
      ? null
      : 'er is niet teruggemeld',
  'dat het certificaat ontbrak staat erbij': (world) => {
    const { data } = sideOf(world).history.at(-1) ?? {}
    return data && 'qualified' in data && data.qualified === false ? null : 'dat staat er niet bij'
  },
  'welke eis niet is gehaald staat erbij': (world) => {
    const { data } = sideOf(world).history.at(-1) ?? {}
    return data?.type === 'act-recorded' && data.unmet?.length === 1 ? null : 'dat staat er niet bij'
  },
  'in het strafdossier is «»': (world, act) =>
    signalOf(world).crossed.includes(labelled(rulesOf(world).acts, act).id) ? null : 'dat is er niet bij',
  'bij de andere arm blijft «»': (world, act) =>
    signalOf(world).stayed.includes(labelled(rulesOf(world).acts, act).id) ? null : 'dat bleef er niet',
  'de route is nagekeken': (world) =>
    signalOf(world).routed?.reviewed === true ? null : 'de route is niet nagekeken',
  'er is geen route meer': (world) => (signalOf(world).routed === null ? null : 'er is nog een route'),
  'er is niets getrokken': (world) => (signalOf(world).secondLook === null ? null : 'er is wel getrokken'),
  '«» doet het werk': (world, who) => same(signalOf(world).assignee ?? 'niemand', who.toLowerCase()),
  'regel «» is voldaan': (world, id) => {
    const rule = alleRegels.find((one) => one.id === id)
    if (!rule) throw new Misfit(`regel ${id} bestaat niet`)
    const verdict = rule.toets(sideOf(world).history, rulesOf(world))
    return typeof verdict === 'string' ? same(verdict, 'voldaan') : `geschonden: ${verdict.want}`
  },
}
