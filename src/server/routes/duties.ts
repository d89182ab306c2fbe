import { resolveDuty, searchDuties } from '#actions/duties.ts'
import { post, type Route } from '../route.ts'

export const dutyRoutes: readonly Route[] = [
  post({
    path: '/duties/_zoek',
    operationId: 'zoekTaken',
    act: 'see-worklist',
    tag: 'Taken',
    summary: 'De werklijst: open taken, wat te laat is eerst',
    body: 'DutySearch',
    answer: 'DutyPage',
    handle: ({ house, caller, body }) => searchDuties(house, caller, body),
  }),
  post({
    path: '/duties/{dutyId}/resolutions',
    operationId: 'handelTaakAf',
    act: 'repair-intake',
    tag: 'Taken',
    summary: 'Een taak van de aanlevering afhandelen met een reden',
    description: 'Een taak van een signaal eindigt door een stap op dat signaal, niet hier.',
    body: 'DutyResolution',
    answer: undefined,
    handle: ({ house, caller, params, body }) => resolveDuty(house, caller, params.dutyId, body.ground),
  }),
]
