import { readSecondLook, takeSecondLook } from '#actions/second-looks.ts'
import { post, read, type Route } from '../route.ts'

export const secondLookRoutes: readonly Route[] = [
  read({
    path: '/second-looks/{lookId}',
    operationId: 'leesTweedeBlik',
    act: 'look-again',
    tag: 'Tweede blik',
    summary: 'Wat bekend was toen besloten werd om niet op te volgen, zonder het besluit',
    description: 'Voor een collega van de afdeling die opnieuw kijkt en die het besluit niet zelf nam.',
    answer: 'SecondLookView',
    handle: ({ house, caller, params }) => readSecondLook(house, caller, params.lookId),
  }),
  post({
    path: '/second-looks/{lookId}/verdicts',
    operationId: 'geefTweedeBlik',
    act: 'look-again',
    tag: 'Tweede blik',
    summary: 'Opnieuw wegen: wel of geen opvolging',
    description:
      'version is de versie die u gezien hebt. Het antwoord zegt of het besluit hetzelfde was. Wel opvolgen opent het signaal weer.',
    body: 'SecondLookVerdict',
    answer: 'SecondLookTaken',
    handle: ({ house, caller, params, body }) => takeSecondLook(house, caller, params.lookId, body),
  }),
]
