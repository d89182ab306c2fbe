import { changeSignalAccess, nameOverseer, readSignalAccess } from '#actions/keeping.ts'
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
  post({
    path: '/signals/{signalId}/overseer',
    operationId: 'benoemMeekijker',
    act: 'name-overseer',
    tag: 'Toegang',
    summary:
      'Een leidinggevende laten meekijken met een signaal waarvan niemand meer mag weten die er nog is',
    description:
      'Alleen als dat een taak van de privacyfunctionaris is. Van het signaal zelf komt niets in beeld.',
    body: 'OverseerNamed',
    answer: undefined,
    handle: ({ house, caller, params, body }) => nameOverseer(house, caller, params.signalId, body),
  }),
]
