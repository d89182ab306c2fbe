import type { FastifyInstance } from 'fastify'
import type { House } from '#actions/house.ts'
import { readTraceparent, Trace } from '#core/trace.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The trace in which it is answered; every processing in it belongs there. */
    trace: Trace | null
  }
}

/** Goes on with the trace of whoever asks, or begins one, and says in the answer which it is (W3C Trace Context). */
export function addTracing(app: FastifyInstance, { newId }: Pick<House, 'newId'>): void {
  app.decorateRequest('trace', null)
  app.addHook('onRequest', async (request, reply) => {
    const { traceparent } = request.headers
    const trace = new Trace(newId, readTraceparent(typeof traceparent === 'string' ? traceparent : undefined))
    request.trace = trace
    reply.header('traceparent', trace.traceparent)
  })
}
