import { answerGlass, readGlass, reviewGlass, searchGlass } from '#actions/glass-review.ts'
import { breakGlass } from '#actions/glass.ts'
import { post, read, type Route } from '../route.ts'

export const emergencyAccessRoutes: readonly Route[] = [
  post({
    path: '/emergency-access',
    operationId: 'gebruikNoodtoegang',
    act: 'break-glass',
    tag: 'Noodtoegang',
    summary: 'Een signaal dat u niet mag zien voor een uur openen, met een reden',
    description:
      'De reden wordt vastgelegd en het alarm gaat af; daarna pas zegt opened of er iets te openen was. Alleen om te lezen, alleen dit signaal, nooit van een andere organisatie.',
    body: 'EmergencyAccess',
    answer: 'EmergencyOpened',
    status: 201,
    location: ({ id }) => `/v1/emergency-access/${id}`,
    handle: ({ house, caller, body }) => breakGlass(house, caller, body),
  }),
  post({
    path: '/emergency-access/_zoek',
    operationId: 'zoekNoodtoegang',
    act: 'review-glass',
    tag: 'Noodtoegang',
    summary: 'Wie noodtoegang gebruikte, waarom, en wat ervan gevonden werd; nieuwste eerst',
    body: 'EmergencySearch',
    answer: 'EmergencyPage',
    handle: ({ house, caller, body }) => searchGlass(house, caller, body),
  }),
  read({
    path: '/emergency-access/{glassId}',
    operationId: 'leesNoodtoegang',
    act: 'see-glass',
    tag: 'Noodtoegang',
    summary: 'Eén gebruik van noodtoegang, voor wie het toetst of er alarm van kreeg',
    answer: 'EmergencyUse',
    handle: ({ house, caller, params }) => readGlass(house, caller, params.glassId),
  }),
  post({
    path: '/emergency-access/{glassId}/answers',
    operationId: 'beantwoordNoodtoegang',
    act: 'answer-glass',
    tag: 'Noodtoegang',
    summary: 'Het alarm is gezien: laten lopen, of meteen beëindigen',
    body: 'EmergencyAnswer',
    answer: undefined,
    handle: ({ house, caller, params, body }) => answerGlass(house, caller, params.glassId, body),
  }),
  post({
    path: '/emergency-access/{glassId}/reviews',
    operationId: 'toetsNoodtoegang',
    act: 'review-glass',
    tag: 'Noodtoegang',
    summary: 'Achteraf toetsen: terecht of niet terecht, met de grond, door een ander dan wie het gebruikte',
    body: 'EmergencyReview',
    answer: undefined,
    handle: ({ house, caller, params, body }) => reviewGlass(house, caller, params.glassId, body),
  }),
]
