import helmet from '@fastify/helmet'
import type { FastifyInstance } from 'fastify'
import type { Site } from './site.ts'

/** Of the API as a whole: semantic, and on every answer (NLGov API Design Rules, /core/version-header). */
export const API_VERSION = '1.0.0'
export const API_ROOT = '/v1'

export function isApi(url: string): boolean {
  return new RegExp(`^${API_ROOT}(?:[/?#]|$)`).test(url)
}

const YEAR_SECONDS = 365 * 24 * 3600

/** Everything comes from ourselves, nothing is inline, nobody frames us. */
const PAGES = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'object-src': ["'none'"],
  'worker-src': ["'self'"],
  'manifest-src': ["'self'"],
  'form-action': ["'self'"],
  'base-uri': ["'none'"],
  'frame-ancestors': ["'none'"],
}

/** An answer of the API is data: it may do nothing, should a browser ever show it as a page. */
const API_POLICY =
  "default-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** The features of a browser that Spoor never needs. */
const PERMISSIONS = 'camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()'

/** Puts the security headers on every answer, of errors and of what is not found too. */
export async function addHeaders(app: FastifyInstance, site: Site): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: PAGES },
    strictTransportSecurity: site.secure ? { maxAge: YEAR_SECONDS, includeSubDomains: true } : false,
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'same-origin' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
    originAgentCluster: true,
    xDnsPrefetchControl: false,
    xXssProtection: false,
  })
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({ 'Permissions-Policy': PERMISSIONS, 'Cache-Control': 'no-store' })
    if (isApi(request.url)) {
      reply.headers({ 'API-Version': API_VERSION, 'Content-Security-Policy': API_POLICY })
    }
  })
}

/** The same for an answer that is written before or outside the framework. */
export const RAW_HEADERS: Readonly<Record<string, string>> = {
  'API-Version': API_VERSION,
  'Cache-Control': 'no-store',
  'Content-Security-Policy': API_POLICY,
  'Content-Type': 'application/problem+json; charset=utf-8',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
}
