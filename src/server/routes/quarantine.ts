import { discardLine, repairLine, searchQuarantine } from '#actions/quarantine.ts'
import { post, type Route } from '../route.ts'

/** A repaired line may be as long as a field may be, and JSON may escape each of its characters. */
const REPAIR_BYTES_MAX = 24 * 1024 * 1024

export const quarantineRoutes: readonly Route[] = [
  post({
    path: '/quarantine-lines/_zoek',
    operationId: 'zoekGeweigerdeRegels',
    act: 'repair-intake',
    tag: 'Aanlevering',
    summary: 'Regels die niet gelezen konden worden en nog openstaan',
    body: 'QuarantineSearch',
    answer: 'QuarantinePage',
    handle: ({ house, caller, body }) => searchQuarantine(house, caller, body),
  }),
  post({
    path: '/quarantine-lines/{lineId}/repairs',
    operationId: 'herstelRegel',
    act: 'repair-intake',
    tag: 'Aanlevering',
    summary: 'Een geweigerde regel herstellen en alsnog innemen',
    body: 'Repair',
    bodyBytesMax: REPAIR_BYTES_MAX,
    answer: 'Repaired',
    status: 201,
    handle: ({ house, caller, params, body }) => repairLine(house, caller, params.lineId, body),
  }),
  post({
    path: '/quarantine-lines/{lineId}/discards',
    operationId: 'legRegelTerzijde',
    act: 'repair-intake',
    tag: 'Aanlevering',
    summary: 'Een geweigerde regel terzijde leggen met een reden',
    body: 'Discard',
    answer: undefined,
    handle: ({ house, caller, params, body }) => discardLine(house, caller, params.lineId, body.ground),
  }),
]
