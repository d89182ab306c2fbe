import { basename } from 'node:path'
import statics from '@fastify/static'
import type { FastifyInstance, FastifyRequest } from 'fastify'

const YEAR_SECONDS = 365 * 24 * 3600

/** Serves the built screens. A file with a hash in its name never changes; the page that names them does. */
export async function addScreens(app: FastifyInstance, folder: string): Promise<void> {
  await app.register(statics, {
    root: folder,
    index: ['index.html'],
    cacheControl: false,
    setHeaders(reply, path) {
      const hashed = path.includes('/assets/') && /[-.][\w-]{8,}\.\w+$/.test(basename(path))
      reply.header(
        'Cache-Control',
        hashed
          ? `public, max-age=${YEAR_SECONDS}, immutable`
          : path.endsWith('.html')
            ? 'no-store'
            : 'no-cache',
      )
    },
  })
}

/** What the screens' own router answers: a page is asked for, and nothing of the server's has that name. */
export function isScreen(request: FastifyRequest): boolean {
  const [path = ''] = request.url.split('?', 1)
  return (
    (request.method === 'GET' || request.method === 'HEAD') &&
    !/^\/(?:v1|auth|demo-idp|assets)(?:\/|$)/.test(path) &&
    !/\.\w+$/.test(path)
  )
}
