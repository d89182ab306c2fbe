import { TEAM } from '../../a-signal.ts'
import { noteChange } from '#process/signal.ts'
import { bring, offerOf, proposed, registered, surely } from '../road.ts'
import { circumstancesOf, deliver, happened, sideOf, signalOf, watch } from '../world.ts'
import { openSignalOf } from '../world.ts'
import { momentIn } from './moments.ts'
import type { Deeds } from './sentence.ts'
import { formOf, mean, ORGANISATION, STATE } from './words.ts'

/** How a scenario begins, and how time passes. */
export const BEGIN: Deeds = {
  'de scan wijst een registratie aan bij de «»': (world, organisation) =>
    proposed(world, mean(ORGANISATION, organisation)),
  'iemand van de «» legt zelf een signaal vast': (world, organisation) =>
    registered(world, mean(ORGANISATION, organisation)),
  'een signaal bij de «» in «»': (world, organisation, state) =>
    bring(proposed(world, mean(ORGANISATION, organisation)), mean(STATE, state)),
  'een signaal van de vorm «» bij de «» in «»': (world, form, organisation, state) =>
    bring(proposed(world, mean(ORGANISATION, organisation), { forms: [formOf(form)] }), mean(STATE, state)),
  'een signaal uit een «» bij de «» in «»': (world, channel, organisation, state) =>
    bring(proposed(world, mean(ORGANISATION, organisation), { channel: channel }), mean(STATE, state)),
  'de «» heeft een signaal aan de «» aangeboden': (world, sender, receiver) => {
    const from = mean(ORGANISATION, sender)
    const weighing = bring(proposed(world, from), 'weighing')
    return deliver(surely(weighing, offerOf(weighing, mean(ORGANISATION, receiver)), TEAM[from][0]))
  },
  'kijk bij de «»': (world, organisation) => {
    const focus = mean(ORGANISATION, organisation)
    return { ...world, focus: sideOf(world, focus) && focus }
  },
  'er is nieuwe informatie met treffers': (world) => changed(world, true),
  'er is een correctie zonder treffers': (world) => changed(world, false),
  'het is «»': (world, moment) => ({ ...world, now: momentIn(moment) }),
  'de termijn verstrijkt': (world) => ({ ...world, now: minuteAfter(openSignalOf(world).duty.dueAt) }),
  'Spoor kijkt naar de termijnen': watch,
  'de berichten komen aan': deliver,
}

function changed(world: Parameters<typeof watch>[0], isSignal: boolean) {
  const change = { registration: 'reg-2', catalogue: 'c', indicators: ['ALG-03'] }
  return happened(world, noteChange(signalOf(world), change, isSignal, circumstancesOf(world)))
}

function minuteAfter(moment: string): string {
  return new Date(Date.parse(moment) + 60_000).toISOString()
}
