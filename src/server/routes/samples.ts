import { elusionFigures } from '#actions/elusion.ts'
import { answerSample, readSample, searchSamples } from '#actions/sample-reading.ts'
import { done } from '#core/outcome.ts'
import { post, read, type Route } from '../route.ts'

export const sampleRoutes: readonly Route[] = [
  post({
    path: '/samples/_zoek',
    operationId: 'zoekSteekproef',
    act: 'read-sample',
    tag: 'Steekproef',
    summary: 'Wat getrokken is uit wat de scan niet aanwees en op u wacht om te lezen',
    body: 'SampleSearch',
    answer: 'SampleList',
    handle: ({ house, caller }) => searchSamples(house, caller),
  }),
  read({
    path: '/samples/{sampleId}',
    operationId: 'leesSteekproef',
    act: 'read-sample',
    tag: 'Steekproef',
    summary: 'Eén getrokken registratie, zonder wat de scan of een andere lezer ervan vond',
    answer: 'SampleView',
    handle: ({ house, caller, params }) => readSample(house, caller, params.sampleId),
  }),
  post({
    path: '/samples/{sampleId}/answers',
    operationId: 'beantwoordSteekproef',
    act: 'read-sample',
    tag: 'Steekproef',
    summary: 'Hoort iemand naar deze registratie te kijken?',
    description:
      'look: zij wordt een voorstel, tenzij zij al een signaal is. nothing: niets dat opvolging vraagt, met een reden. cannot-judge: een ander leest haar.',
    body: 'SampleAnswerGiven',
    answer: 'SampleAnswered',
    handle: ({ house, caller, params, body }) => answerSample(house, caller, params.sampleId, body),
  }),
  post({
    path: '/samples/estimate/_zoek',
    operationId: 'schatGemist',
    act: 'see-figures',
    tag: 'Steekproef',
    summary: 'Hoeveel de scan naar schatting mist, met het 95%-interval en hoeveel er gelezen is',
    body: 'ElusionSearch',
    answer: 'ElusionFigures',
    handle: async ({ house, caller, body }) => done(await elusionFigures(house, caller, body)),
  }),
]
