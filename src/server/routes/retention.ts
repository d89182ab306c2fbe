import { decideHold, readRetention } from '#actions/retention-desk.ts'
import { placeHold } from '#actions/retention-decisions.ts'
import { confirmRun } from '#actions/retention.ts'
import { done } from '#core/outcome.ts'
import { post, read, type Route } from '../route.ts'

export const retentionRoutes: readonly Route[] = [
  read({
    path: '/retention',
    operationId: 'leesBewaren',
    act: 'see-retention',
    tag: 'Bewaren en vernietigen',
    summary:
      'Wat aan de beurt is, wat op bevestiging wacht, wat gedaan is met het bewijs, en wat langer bewaard wordt',
    description: 'Aantallen en nummers, geen inhoud. Ook dit kijken wordt vastgelegd.',
    answer: 'RetentionView',
    handle: ({ house, caller }) => readRetention(house, caller),
  }),
  post({
    path: '/retention-runs/{runId}/decisions',
    operationId: 'besluitOpschoning',
    act: 'decide-retention',
    tag: 'Bewaren en vernietigen',
    summary: 'Een voorgestelde opschoning bevestigen',
    description:
      'Verwijderen vraagt één mens, vernietigen twee verschillende. Een nachtelijke taak voert het daarna uit.',
    body: 'RunDecision',
    answer: undefined,
    handle: async ({ house, caller, params }) => {
      const confirmed = await confirmRun(house, caller, params.runId)
      return confirmed.ok ? done(null) : confirmed
    },
  }),
  post({
    path: '/holds',
    operationId: 'plaatsBewaarbesluit',
    act: 'decide-retention',
    tag: 'Bewaren en vernietigen',
    summary: 'Vragen om een signaal of registratie langer te bewaren; telt als een ander het bevestigt',
    body: 'NewHold',
    answer: 'HoldPlaced',
    status: 201,
    handle: ({ house, caller, body }) => placeHold(house, caller, body),
  }),
  post({
    path: '/holds/{holdId}/decisions',
    operationId: 'besluitBewaarbesluit',
    act: 'decide-retention',
    tag: 'Bewaren en vernietigen',
    summary: 'Een bewaarbesluit als tweede persoon bevestigen, of beëindigen',
    body: 'HoldDecision',
    answer: undefined,
    handle: ({ house, caller, params, body }) => decideHold(house, caller, params.holdId, body),
  }),
]
