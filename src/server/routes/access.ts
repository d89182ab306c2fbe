import { explainAccess, listActs } from '#actions/explanation.ts'
import { searchReaders } from '#actions/readers.ts'
import { done } from '#core/outcome.ts'
import { post, read, type Route } from '../route.ts'

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
  post({
    path: '/access/_zoek',
    operationId: 'legToegangUit',
    act: 'explain-access',
    tag: 'Toegang',
    summary: 'Waarom mag een collega iets wel of niet: elke regel, in de volgorde waarin zij gewogen wordt',
    description:
      'Met een signaal erbij ook de regels over dat signaal. Wat u niet mag kennen, wordt beantwoord als wat niet bestaat.',
    body: 'AccessQuestion',
    answer: 'AccessExplanation',
    handle: ({ house, caller, body }) => explainAccess(house, caller, body),
  }),
  read({
    path: '/access/acts',
    operationId: 'leesHandelingen',
    act: 'see-rules',
    tag: 'Toegang',
    summary: 'Wat er met Spoor gedaan kan worden: door welke rollen, waarvoor, en wat het laat zien',
    answer: 'AccessActs',
    handle: async () => done(listActs()),
  }),
]
