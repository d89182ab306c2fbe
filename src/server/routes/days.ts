import { listDays } from '#actions/days.ts'
import { done } from '#core/outcome.ts'
import { read, type Route } from '../route.ts'

export const dayRoutes: readonly Route[] = [
  read({
    path: '/days',
    operationId: 'leesDagen',
    act: 'see-intake',
    tag: 'Aanlevering',
    summary: 'De balans van elke dag, en hoe elke aanlevering er vandaag voor staat',
    answer: 'DayPage',
    handle: async ({ house, caller }) => done(await listDays(house, caller)),
  }),
]
