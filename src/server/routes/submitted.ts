import { readSubmitted, searchSubmitted } from '#actions/submitted.ts'
import { post, read, type Route } from '../route.ts'

export const submittedRoutes: readonly Route[] = [
  post({
    path: '/submitted/_zoek',
    operationId: 'zoekIngediend',
    act: 'see-submitted',
    tag: 'Vervolging',
    summary: 'Onderzoeken onder de officier van justitie; nieuwste eerst',
    body: 'SubmittedSearch',
    answer: 'SubmittedPage',
    handle: ({ house, caller, body }) => searchSubmitted(house, caller, body),
  }),
  read({
    path: '/submitted/{signalId}',
    operationId: 'leesIngediend',
    act: 'see-submitted',
    tag: 'Vervolging',
    summary:
      'Eén onderzoek: de registraties en wat er is gedaan, zonder wat de scan of een weging ervan maakte',
    description: 'Wordt vastgelegd als verstrekking aan het openbaar ministerie.',
    answer: 'SubmittedFile',
    handle: ({ house, caller, params }) => readSubmitted(house, caller, params.signalId),
  }),
]
