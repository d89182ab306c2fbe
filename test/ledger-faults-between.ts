import { randomUUID } from 'node:crypto'
import type { ForgedEvent } from './a-forger.ts'
import { changed, rewrite, type FaultBeside } from './ledger-faults-beside.ts'

const without = (type: string) => (events: ForgedEvent[]) => events.filter((event) => event.type !== type)

const LATER = { id: randomUUID(), kind: 'weigh', unit: 'avim-midden', dueAt: '2026-06-12T15:00:00.000Z' }

/** Faults between two organisations: what one side of a handover says, and the other does not. */
export const FAULTS_BETWEEN: readonly FaultBeside[] = [
  rewrite(
    'what is offered here was offered there',
    ['there', null],
    'takes what another was offered',
    'there',
    changed('signal-offered', ({ data }) => (data.from = 'arbeidsinspectie')),
  ),
  rewrite(
    'an event fits the state it meets',
    ['turnedAway', 'registration-changed'],
    'opens what was offered and refused',
    'turnedAway',
    (events) => [...events, { ...events.at(-1)!, type: 'registration-changed', data: { duty: LATER } }],
  ),
  rewrite(
    'an offer waits as long as its sender said',
    ['there', null],
    'waits longer than the sender',
    'there',
    changed('signal-offered', ({ data }) => (data.duty.dueAt = '2026-08-01T15:00:00.000Z')),
  ),
  rewrite(
    'an accepted handover has a receiver',
    ['accepted', 'handover-offered'],
    'accepted it and now did not',
    'there',
    changed('offer-accepted', (event) =>
      Object.assign(event, { type: 'offer-refused', data: { reason: 'own-signal' } }),
    ),
  ),
  rewrite(
    'an answer reaches the sender',
    ['accepted', 'handover-offered'],
    'never hears of the acceptance',
    'accepted',
    (events) => without('handover-reported')(without('handover-accepted')(events)),
  ),
  rewrite(
    'an answer reaches the sender',
    ['refused', 'handover-offered'],
    'never hears of the refusal',
    'refused',
    without('handover-refused'),
  ),
  rewrite(
    'an outcome reaches the sender',
    ['accepted', 'handover-offered'],
    'never hears what came of it',
    'accepted',
    without('handover-reported'),
  ),
  rewrite(
    'a handover has one owner',
    ['accepted', 'handover-offered'],
    'takes back what was accepted',
    'accepted',
    (events) =>
      without('handover-reported')(
        changed('handover-accepted', (event) =>
          Object.assign(event, {
            type: 'handover-returned',
            data: { ...event.data, because: 'recalled', escalation: null },
          }),
        )(events),
      ),
  ),
  {
    ...{
      what: 'uses the id of another handover',
      rule: 'a handover is offered once',
      story: null,
      event: null,
    },
    async plant(forger, stories) {
      const other = (await forger.events(stories.refused!)).find(({ type }) => type === 'handover-offered')
      await forger.rewrite(
        stories.waiting!,
        changed('handover-offered', ({ data }) => (data.handover = other!.data.handover)),
      )
    },
  },
  {
    ...{ what: 'accepts it a second time', rule: 'a handover is accepted by one', story: null, event: null },
    async plant(forger, stories) {
      const events = (await forger.events(stories.there!)).slice(0, 2)
      await forger.rewrite(randomUUID(), () => [...events], 'arbeidsinspectie')
    },
  },
  {
    ...{ what: 'loses an offer on its way', rule: 'an offer is under way or has arrived', story: 'waiting' },
    event: 'handover-offered',
    async plant(forger, stories) {
      const offer = (await forger.events(stories.waiting!)).find(({ type }) => type === 'handover-offered')
      const id = String(offer!.data.handover)
      const there = `(select signal_id from spoor.handover where id = '${id}' and direction = 'in')`
      const tables = ['event', 'ledger_head', 'duty'].map(
        (one) => `delete from spoor.${one} where signal_id in ${there}`,
      )
      await forger.sql(`delete from spoor.message where handover_id = '${id}'; ${tables.join(';')};
        delete from spoor.signal where id in ${there};
        delete from spoor.handover where id = '${id}' and direction = 'in'`)
    },
  },
]
