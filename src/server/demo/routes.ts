import type { IncomingMessage } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { isSameOrigin } from '../guard.ts'
import { sendProblem } from '../problem.ts'
import type { Site } from '../site.ts'
import { DEMO_ROOT, type DemoProvider } from './provider.ts'

/** The embedded provider at `/demo-idp`, and what the page on which one picks a colleague needs. */
export async function addDemoProvider(
  app: FastifyInstance,
  { provider, colleagues }: DemoProvider,
  site: Site,
): Promise<void> {
  app.get(`${DEMO_ROOT}/colleagues`, () => colleagues)

  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    const form = 'application/x-www-form-urlencoded'
    scope.addContentTypeParser(form, { parseAs: 'string', bodyLimit: 4096 }, (_request, body, done) =>
      done(null, new URLSearchParams(String(body))),
    )
    scope.post(`${DEMO_ROOT}/interaction/:uid`, async (request, reply) => {
      if (!isSameOrigin(request, site)) return sendProblem(reply, 'request-forged')
      const subject = request.body instanceof URLSearchParams ? request.body.get('subject') : null
      if (!colleagues.some((one) => one.subject === subject)) {
        return reply.redirect('/sign-in?error=refused', 303)
      }
      try {
        const result = { login: { accountId: subject } }
        const next = await provider.interactionResult(request.raw, reply.raw, result, {
          mergeWithLastSubmission: false,
        })
        return await reply.redirect(next, 303)
      } catch {
        // The page lay open for too long, or belongs to another browser.
        return reply.redirect('/sign-in?error=expired', 303)
      }
    })
  })

  await app.register(async (scope) => {
    // The provider reads the body itself.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null))
    const answer = provider.callback()
    scope.all(`${DEMO_ROOT}/*`, (request, reply) => {
      reply.hijack()
      const raw: IncomingMessage & { originalUrl?: string } = request.raw
      // So the provider learns under which path it stands.
      raw.originalUrl = raw.url ?? ''
      raw.url = raw.originalUrl.slice(DEMO_ROOT.length)
      if (/^\/auth\b/.test(raw.url)) forgetLastOne(raw)
      void answer(raw, reply.raw)
    })
  })
}

/** Whoever begins picks a colleague, also right after another one: the provider remembers nobody. */
function forgetLastOne(request: IncomingMessage): void {
  const cookies = (request.headers.cookie ?? '').split(/;\s*/)
  request.headers.cookie = cookies.filter((cookie) => !cookie.startsWith('_session')).join('; ')
}
