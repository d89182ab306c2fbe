import { decideWayOfWorking, listWaysOfWorking, readWayOfWorking } from '#actions/enactments.ts'
import { done } from '#core/outcome.ts'
import { post, read, type Route } from '../route.ts'

export const wayOfWorkingRoutes: readonly Route[] = [
  read({
    path: '/ways-of-working',
    operationId: 'leesWerkwijzen',
    act: 'see-rules',
    tag: 'Werkwijzen',
    summary: 'De versies van de werkwijze van de eigen organisatie, de nieuwste eerst',
    answer: 'WayOfWorkingList',
    handle: async ({ house, caller }) => done(await listWaysOfWorking(house, caller)),
  }),
  read({
    path: '/ways-of-working/{versionId}',
    operationId: 'leesWerkwijze',
    act: 'see-rules',
    tag: 'Werkwijzen',
    summary: 'Eén versie, in haar geheel',
    answer: 'WayOfWorkingDetail',
    handle: ({ house, caller, params }) => readWayOfWorking(house, caller, params.versionId),
  }),
  post({
    path: '/ways-of-working/{versionId}/decisions',
    operationId: 'besluitWerkwijze',
    act: 'decide-rules',
    tag: 'Werkwijzen',
    summary: 'Een versie voorstellen, of het voorstel van een ander goedkeuren of afwijzen',
    description:
      'Goedgekeurd geldt zij vanaf haar datum, op zijn vroegst vanaf de volgende dag. Een bestand met fouten wordt geweigerd.',
    body: 'VersionDecision',
    answer: 'WayOfWorkingVersion',
    handle: ({ house, caller, params, body }) => decideWayOfWorking(house, caller, params.versionId, body),
  }),
]
