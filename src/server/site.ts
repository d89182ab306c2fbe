import { OperatorError } from '#store/operator-error.ts'

/** Where people find Spoor. */
export interface Site {
  /** `https://spoor.example.nl`: scheme, host and port as the browser sees them. */
  readonly origin: string
  /** Reached over TLS, so that cookies and HSTS may say so. */
  readonly secure: boolean
  /**
   * The names under which this machine answers when nothing stands in front of it. Any other name is a trick: a page
   * of somebody else whose name was made to lead here (DNS rebinding). Undefined behind a proxy, which checks names.
   */
  readonly hosts: readonly string[] | undefined
}

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]']

export function isLoopback(host: string): boolean {
  return LOOPBACK.includes(host) || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)
}

/** Throws an OperatorError when what is said here could be read on a network, the one to a proxy included. */
export function refusePlainOutside(host: string, hasTls: boolean): void {
  if (hasTls || isLoopback(host)) return
  throw new OperatorError(
    `HOST=${host} can be reached from outside, and without TLS others could read along. Name a certificate and its key ` +
      'with TLS_CERT_FILE and TLS_KEY_FILE, or leave HOST at 127.0.0.1 with a proxy on this machine before it.',
  )
}

/** Throws an OperatorError when nobody could know where people find Spoor. */
export function siteOf(host: string, port: number, publicUrl: string | undefined, hasTls = false): Site {
  if (publicUrl) return publicSite(publicUrl)
  if (!isLoopback(host)) {
    throw new OperatorError(
      `HOST=${host} is no name that people know: say in PUBLIC_URL where they find Spoor.`,
    )
  }
  const name = host === '::1' ? '[::1]' : host
  // As browsers write it: the usual port is left out.
  const usual = hasTls ? 443 : 80
  const hosts = [name, ...LOOPBACK.filter((other) => other !== name)].map((one) =>
    port === usual ? one : `${one}:${port}`,
  )
  return { origin: `${hasTls ? 'https' : 'http'}://${hosts[0]}`, secure: hasTls, hosts }
}

/** The NL GOV profile sends people back over TLS only. Throws an OperatorError when they would come back without. */
export function refusePlainHttp({ secure }: Site): void {
  if (secure) return
  throw new OperatorError(
    'People sign in over TLS only: say in PUBLIC_URL where they find Spoor (https://…), with a proxy before it or a ' +
      'certificate in TLS_CERT_FILE, or start the demo with --demo.',
  )
}

function publicSite(publicUrl: string): Site {
  const url = URL.parse(publicUrl)
  if (
    !url ||
    !/^https?:$/.test(url.protocol) ||
    url.pathname !== '/' ||
    url.search !== '' ||
    url.hash !== ''
  ) {
    throw new OperatorError('PUBLIC_URL must be like https://spoor.example.nl, without a path.')
  }
  const secure = url.protocol === 'https:'
  if (!secure && !isLoopback(url.hostname)) {
    throw new OperatorError('PUBLIC_URL must begin with https://, for sessions travel over it.')
  }
  return { origin: url.origin, secure, hosts: undefined }
}
