import { searchReaders } from '#actions/readers.ts'
import { post, type Route } from '../route.ts'

export const accessRoutes: readonly Route[] = [
  post({
    path: '/signals/{signalId}/readers/_zoek',
    operationId: 'zoekLezers',
    act: 'see-readers',
    tag: 'Toegang',
    summary: 'Wie zag dit: wie keek, wijzigde of verstrekte, wanneer en waarvoor; nieuwste eerst',
    description: 'Eén regel per persoon, handeling en dag. Ook dit kijken wordt vastgelegd.',
    body: 'ReaderSearch',
    answer: 'ReaderPage',
    handle: ({ house, caller, params, body }) => searchReaders(house, caller, params.signalId, body),
  }),
]
