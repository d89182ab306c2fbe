import { openRemoved, searchRemoved } from '#actions/removed.ts'
import { post, type Route } from '../route.ts'

export const removedRoutes: readonly Route[] = [
  post({
    path: '/removed/_zoek',
    operationId: 'zoekVerwijderd',
    act: 'see-removed',
    tag: 'Bewaren en vernietigen',
    summary: 'Wat van een signaal uit het dagelijks gebruik verwijderd is',
    description: 'Welke gegevens er waren en wanneer, niets van wat erin staat.',
    body: 'RemovedSearch',
    answer: 'RemovedList',
    handle: ({ house, caller, body }) => searchRemoved(house, caller, body),
  }),
  post({
    path: '/removed/_open',
    operationId: 'openVerwijderd',
    act: 'see-removed',
    tag: 'Bewaren en vernietigen',
    summary: 'Eén verwijderd gegeven opnieuw lezen, voor een klacht, een controle of een opdracht',
    description:
      'Wpg art. 14, derde lid. De grond en het nummer ervan worden vastgelegd voordat iets in beeld komt.',
    body: 'RemovedOpening',
    answer: 'RemovedContent',
    handle: ({ house, caller, body }) => openRemoved(house, caller, body),
  }),
]
