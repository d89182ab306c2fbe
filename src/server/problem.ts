import type { FastifyReply } from 'fastify'
import type { Problem } from '#contract/problem.ts'
import { hasOwnSentence, isAboutLine, SAID, type ApiRefusal } from './refusals.ts'

export type Fault = NonNullable<Problem['errors']>[number]

/** RFC 9457. Says what is wrong in words of ours: nothing of what came in is said back. */
export function problemOf(refusal: ApiRefusal, errors?: readonly Fault[]): Problem {
  const { status, title, detail } = SAID[refusal]
  const faults = errors ?? (isAboutLine(refusal) ? [{ pointer: '/text', detail }] : undefined)
  return {
    type: `urn:spoor:problem:${refusal}`,
    title,
    status,
    detail,
    ...(hasOwnSentence(refusal) ? { refusal } : {}),
    ...(faults ? { errors: [...faults] } : {}),
  }
}

const RETRY_AFTER_SECONDS = 5

/** Answers with a problem; the same refusal gives the same bytes and headers, whatever was asked for. */
export function sendProblem(
  reply: FastifyReply,
  refusal: ApiRefusal,
  errors?: readonly Fault[],
): FastifyReply {
  const problem = problemOf(refusal, errors)
  // Every 401 names a way to identify oneself (RFC 9110, 15.5.2).
  if (refusal === 'not-signed-in') reply.header('WWW-Authenticate', 'Session realm="spoor"')
  if (refusal === 'feed-key-unknown') reply.header('WWW-Authenticate', 'Bearer realm="spoor"')
  if (refusal === 'unavailable' || refusal === 'log-unavailable')
    reply.header('Retry-After', RETRY_AFTER_SECONDS)
  return reply
    .code(problem.status)
    .type('application/problem+json')
    .serializer((payload: unknown) => JSON.stringify(payload))
    .send(problem)
}
