import { registerSignal } from '#actions/register.ts'
import { readSignal } from '#actions/signal-detail.ts'
import { searchSignals } from '#actions/signals.ts'
import { takeStep } from '#actions/steps.ts'
import { post, read, type Route } from '../route.ts'

/** A step may carry the pack of a handover: texts as the sender had them. */
const STEP_BYTES_MAX = 24 * 1024 * 1024

export const signalRoutes: readonly Route[] = [
  post({
    path: '/signals/_zoek',
    operationId: 'zoekSignalen',
    act: 'see-signals',
    tag: 'Signalen',
    summary: 'Signalen van de eigen organisatie; die van één incident staan bij elkaar',
    body: 'SignalSearch',
    answer: 'SignalPage',
    handle: ({ house, caller, body }) => searchSignals(house, caller, body),
  }),
  read({
    path: '/signals/{signalId}',
    operationId: 'leesSignaal',
    act: 'see-signal',
    tag: 'Signalen',
    summary: 'Een signaal met zijn registraties, treffers, verloop en mogelijke stappen',
    answer: 'SignalDetail',
    handle: ({ house, caller, params }) => readSignal(house, caller, params.signalId),
  }),
  post({
    path: '/signals',
    operationId: 'registreerSignaal',
    act: 'register-signal',
    tag: 'Signalen',
    summary: 'Zelf een signaal vastleggen',
    body: 'NewSignal',
    answer: 'SignalCreated',
    status: 201,
    location: ({ id }) => `/v1/signals/${id}`,
    handle: ({ house, caller, body }) => registerSignal(house, caller, body),
  }),
  post({
    path: '/signals/{signalId}/steps',
    operationId: 'zetStap',
    act: 'work-on-signal',
    tag: 'Signalen',
    summary: 'Een stap zetten op een signaal',
    description:
      'version is de versie die u gezien hebt. Is het signaal intussen gewijzigd, dan volgt 409 met refusal changed-since-you-looked en verandert er niets.',
    body: 'StepRequest',
    bodyBytesMax: STEP_BYTES_MAX,
    answer: 'StepTaken',
    handle: ({ house, caller, params, body }) => takeStep(house, caller, params.signalId, body),
  }),
]
