import { evaluation } from '#actions/evaluation.ts'
import { done } from '#core/outcome.ts'
import { read, type Route } from '../route.ts'

export const evaluationRoutes: readonly Route[] = [
  read({
    path: '/evaluation',
    operationId: 'leesEvaluatie',
    act: 'see-rules',
    tag: 'Catalogus',
    summary: 'Hoe goed de scan is op fictieve tekst, zoals het laatst gemeten',
    answer: 'Evaluation',
    handle: async () => done(await evaluation()),
  }),
]
