import { createHash } from 'node:crypto'
import { DOCUMENT_STYLE } from '#actions/handover-document.ts'
import { readHandoverDocument, searchHandovers } from '#actions/handover-lists.ts'
import { page, post, type Route } from '../route.ts'

const STYLE_HASH = createHash('sha256').update(DOCUMENT_STYLE, 'utf8').digest('base64')

/** It may show itself in its own style, and do nothing. */
const DOCUMENT_POLICY = `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; frame-ancestors 'none'; form-action 'none'; base-uri 'none'`

export const handoverRoutes: readonly Route[] = [
  post({
    path: '/handovers/_zoek',
    operationId: 'zoekOverdrachten',
    act: 'see-handovers',
    tag: 'Overdracht',
    summary: 'Wat andere organisaties aanbieden, of wat wij aanboden; wat op antwoord wacht eerst',
    body: 'HandoverSearch',
    answer: 'HandoverPage',
    handle: ({ house, caller, body }) => searchHandovers(house, caller, body),
  }),
  page({
    path: '/signals/{signalId}/overdrachtsdocument',
    operationId: 'leesOverdrachtsdocument',
    act: 'disclose-signal',
    tag: 'Overdracht',
    summary: 'Het overdrachtsdocument voor een ontvanger zonder Spoor, om af te drukken',
    description: 'Met een ontvangstbewijs om in te vullen. Kenmerk is het id van de overdracht.',
    headers: { 'Content-Security-Policy': DOCUMENT_POLICY },
    handle: ({ house, caller, params }) => readHandoverDocument(house, caller, params.signalId),
  }),
]
