import { decideAboutMove, moveSignal, readSignalRetention } from '#actions/signal-retention.ts'
import { post, read, type Route } from '../route.ts'

export const signalRetentionRoutes: readonly Route[] = [
  read({
    path: '/signals/{signalId}/retention',
    operationId: 'leesBewaartermijn',
    act: 'see-signal',
    tag: 'Bewaren en vernietigen',
    summary:
      'Onder welk artikel een signaal verwerkt wordt, wanneer de inhoud uit gebruik gaat, en wat daarover besloten is',
    answer: 'SignalRetention',
    handle: ({ house, caller, params }) => readSignalRetention(house, caller, params.signalId),
  }),
  post({
    path: '/signals/{signalId}/retention-moves',
    operationId: 'zetVoort',
    act: 'move-signal',
    tag: 'Bewaren en vernietigen',
    summary: 'Een signaal voortzetten onder artikel 9 of 10 Wpg; telt als een teamleider instemt',
    body: 'NewMove',
    answer: 'MoveDecided',
    status: 201,
    handle: ({ house, caller, params, body }) => moveSignal(house, caller, params.signalId, body),
  }),
  post({
    path: '/retention-moves/{moveId}/decisions',
    operationId: 'besluitVoortzetting',
    act: 'move-signal',
    tag: 'Bewaren en vernietigen',
    summary: 'Instemmen met een voortzetting, vastleggen dat zij nog nodig is, of haar beëindigen',
    body: 'MoveDecision',
    answer: undefined,
    handle: ({ house, caller, params, body }) => decideAboutMove(house, caller, params.moveId, body),
  }),
]
