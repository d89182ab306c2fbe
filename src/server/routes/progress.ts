import { searchProgress } from '#actions/progress.ts'
import { post, type Route } from '../route.ts'

export const progressRoutes: readonly Route[] = [
  post({
    path: '/progress/_zoek',
    operationId: 'zoekVoortgang',
    act: 'see-progress',
    tag: 'Voortgang',
    summary: 'Hoe ver het is met wat u meldde, of met wat bij CoMensha is gemeld; zonder de inhoud',
    body: 'ProgressSearch',
    answer: 'ProgressPage',
    handle: ({ house, caller, body }) => searchProgress(house, caller, body),
  }),
]
