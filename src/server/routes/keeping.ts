import { changeSignalAccess, readSignalAccess } from '#actions/keeping.ts'
import { post, read, type Route } from '../route.ts'

export const keepingRoutes: readonly Route[] = [
  read({
    path: '/signals/{signalId}/access',
    operationId: 'leesToegang',
    act: 'keep-signal',
    tag: 'Toegang',
    summary: 'Wie van een signaal mag weten, wat daarover besloten is, en wat u daaraan kunt veranderen',
    answer: 'SignalAccess',
    handle: ({ house, caller, params }) => readSignalAccess(house, caller, params.signalId),
  }),
  post({
    path: '/signals/{signalId}/access',
    operationId: 'regelToegang',
    act: 'keep-signal',
    tag: 'Toegang',
    summary:
      'De leider van een lopend onderzoek noemen, vrijgeven, tot genoemde mensen beperken of dat beëindigen',
    body: 'SignalAccessChange',
    answer: undefined,
    handle: ({ house, caller, params, body }) => changeSignalAccess(house, caller, params.signalId, body),
  }),
]
