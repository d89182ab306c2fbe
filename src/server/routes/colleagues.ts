import { enterQualification, searchColleagues } from '#actions/colleagues.ts'
import { done } from '#core/outcome.ts'
import { post, type Route } from '../route.ts'

export const colleagueRoutes: readonly Route[] = [
  post({
    path: '/colleagues/_zoek',
    operationId: 'zoekCollegas',
    act: 'see-colleagues',
    tag: "Collega's",
    summary: "Collega's van de eigen organisatie, met hun certificaten",
    body: 'ColleagueSearch',
    answer: 'ColleaguePage',
    handle: async ({ house, caller, body }) => done(await searchColleagues(house, caller, body)),
  }),
  post({
    path: '/colleagues/{memberId}/qualifications',
    operationId: 'legCertificaatVast',
    act: 'enter-qualification',
    tag: "Collega's",
    summary: 'Vastleggen wat een collega heeft geleerd',
    description: 'Alleen door een functioneel beheerder, en niet voor zichzelf.',
    body: 'NewQualification',
    answer: undefined,
    handle: ({ house, caller, params, body }) => enterQualification(house, caller, params.memberId, body),
  }),
]
