import { areSealsLate, canReachStores } from '#actions/health.ts'
import { done, refuse } from '#core/outcome.ts'
import { open, type Route } from '../route.ts'

export const healthRoutes: readonly Route[] = [
  open({
    path: '/health',
    operationId: 'leesGezondheid',
    act: 'see-public',
    tag: 'Dienst',
    summary: 'Antwoordt deze dienst, en bereikt zij haar database',
    answer: 'Health',
    async handle({ house, version }) {
      if (!(await canReachStores(house))) return refuse('unavailable')
      const seals = (await areSealsLate(house)) ? ('late' as const) : ('in-time' as const)
      return done({ status: 'ok' as const, version, seals })
    },
  }),
  open({
    path: '/openapi.json',
    operationId: 'leesOpenapi',
    act: 'see-public',
    tag: 'Dienst',
    summary: 'Deze beschrijving',
    answer: 'OpenApiDocument',
    // NLGov API Design Rules, /core/publish-openapi: readable from anywhere.
    headers: { 'Access-Control-Allow-Origin': '*', 'Cross-Origin-Resource-Policy': 'cross-origin' },
    handle: async ({ document }) => done(JSON.parse(await document()) as Record<string, unknown>),
  }),
]
