import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify'
import { codeOf, isPassing } from '#store/faults.ts'
import type { ServerLog } from './log.ts'
import { sendProblem } from './problem.ts'
import type { ApiRefusal } from './refusals.ts'
import { BrokenOffError, TooLargeError } from './upload.ts'

/** What cannot be answered otherwise becomes a problem; a fault of ours is logged, without what it says. */
export function addErrorHandler(app: FastifyInstance, log: ServerLog): void {
  app.setErrorHandler((error, request, reply) => {
    const refusal = refusalOf(error)
    if (refusal === 'fault' || refusal === 'unavailable') log.fault(routeOf(request), error)
    readOn(request)
    return sendProblem(reply, refusal)
  })
}

/** What is still coming in is read and thrown away: a sender that is cut off would never hear the answer. */
function readOn({ raw }: FastifyRequest): void {
  raw.unpipe()
  raw.resume()
}

/** The pattern of the route, which holds no ids; what is no route has no name. */
export function routeOf(request: FastifyRequest): string {
  return request.routeOptions.url ?? '(none)'
}

const BY_STATUS: Readonly<Record<number, ApiRefusal>> = {
  401: 'not-signed-in',
  404: 'not-found',
  413: 'body-too-large',
  415: 'media-type-unknown',
  429: 'too-many-requests',
  503: 'unavailable',
}

function refusalOf(error: unknown): ApiRefusal {
  if (error instanceof TooLargeError) return 'body-too-large'
  if (error instanceof BrokenOffError) return 'unreadable-body'
  // After several tries somebody else was first each time: nothing was done.
  if (isPassing(error)) return 'changed-since-you-looked'
  if (isAway(error)) return 'unavailable'
  const { statusCode, validation } = error as Partial<FastifyError>
  if (validation) return 'invalid-input'
  if (statusCode === undefined) return 'fault'
  return BY_STATUS[statusCode] ?? (statusCode >= 400 && statusCode < 500 ? 'unreadable-body' : 'fault')
}

/** The database cannot be reached, is starting or is going down (SQLSTATE class 08 and 57P). */
function isAway(error: unknown): boolean {
  const code = codeOf(error) ?? ''
  return code === 'ECONNREFUSED' || code === 'ECONNRESET' || /^(08...|57P0[123])$/.test(code)
}
