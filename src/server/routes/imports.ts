import { listImports, readImport, receiveFeed, receiveUpload } from '#actions/imports.ts'
import { done, refuse } from '#core/outcome.ts'
import { deliver, read, upload, type Route } from '../route.ts'
import { fileIn, formatOf, LINE_TYPES, linesIn, UPLOAD_TYPES } from '../upload.ts'

export const importRoutes: readonly Route[] = [
  read({
    path: '/imports',
    operationId: 'leesInnames',
    act: 'see-intake',
    tag: 'Aanlevering',
    summary: 'Innames van bestanden en aanleveringen, met hun balans; de nieuwste eerst',
    answer: 'ImportPage',
    handle: async ({ house, caller }) => done(await listImports(house, caller)),
  }),
  read({
    path: '/imports/{importId}',
    operationId: 'leesInname',
    act: 'see-intake',
    tag: 'Aanlevering',
    summary: 'Eén inname: hoe ver zij is en haar balans',
    answer: 'ImportView',
    async handle({ house, caller, params }) {
      const found = await readImport(house, caller, params.importId)
      return found ? done(found) : refuse('not-found')
    },
  }),
  upload({
    path: '/imports',
    operationId: 'stuurBestand',
    act: 'take-in',
    tag: 'Aanlevering',
    summary: 'Een bestand met registraties innemen (NDJSON of CSV, ook gzip)',
    description:
      'Als formulier (multipart/form-data met één bestand in het veld file; een veld mapping met JSON, dat de kolommen van een CSV benoemt, staat ervóór), of met de regels zelf als inhoud. Regels die niet gelezen kunnen worden houden de rest niet op.',
    types: UPLOAD_TYPES,
    answer: 'ImportStarted',
    status: 202,
    location: ({ importId }) => `/v1/imports/${importId}`,
    async handle({ house, caller, request, uploadBytesMax }) {
      const file = await fileIn(request, uploadBytesMax)
      if (!file.ok) return file
      const { stream, ...about } = file.value
      return receiveUpload(house, caller, about, stream)
    },
  }),
  deliver({
    path: '/feeds/{feedId}/deliveries',
    operationId: 'leverAan',
    act: 'deliver',
    tag: 'Aanlevering',
    summary: 'Registraties aanleveren vanuit een bronsysteem',
    description:
      'Met de sleutel van de aanlevering als bearer token. Opnieuw sturen kan altijd: wat bekend is telt als bekend.',
    types: LINE_TYPES,
    answer: 'ImportStarted',
    status: 202,
    async handle({ house, organisation, params, request, uploadBytesMax }) {
      const lines = linesIn(request, uploadBytesMax)
      return done(await receiveFeed(house, organisation, params.feedId, lines, formatOf(request)))
    },
  }),
]
