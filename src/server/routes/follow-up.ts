import { followUpFigures } from '#actions/follow-up-figures.ts'
import { done } from '#core/outcome.ts'
import { post, type Route } from '../route.ts'

export const followUpRoutes: readonly Route[] = [
  post({
    path: '/follow-up/_zoek',
    operationId: 'telOpvolging',
    act: 'see-figures',
    tag: 'Opvolging',
    summary: 'Wat de opvolging van de eigen organisatie in een periode opleverde, geteld uit het grootboek',
    body: 'FollowUpSearch',
    answer: 'FollowUpFigures',
    handle: async ({ house, caller, body }) => done(await followUpFigures(house, caller, body)),
  }),
]
