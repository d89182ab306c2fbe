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

/** Throws an OperatorError when people's sessions would travel unprotected over a network. */
export function siteOf(host: string, port: number, publicUrl: string | undefined): Site {
  if (publicUrl) return publicSite(publicUrl)
  if (!isLoopback(host)) {
    throw new OperatorError(
      `HOST=${host} can be reached from outside, and Spoor itself speaks no TLS. Put a proxy with TLS before it and ` +
        'say in PUBLIC_URL where people find it (https://…), or leave HOST at 127.0.0.1.',
    )
  }
  const name = host === '::1' ? '[::1]' : host
  const hosts = [name, ...LOOPBACK.filter((other) => other !== name)].map((one) => hostWith(one, port))
  return { origin: `http://${hosts[0]}`, secure: false, hosts }
}

/** The NL GOV profile sends people back over TLS only. Throws an OperatorError when they would come back without. */
export function refusePlainHttp({ secure }: Site): void {
  if (secure) return
  throw new OperatorError(
    'People sign in over TLS only: say in PUBLIC_URL where they find Spoor (https://…), with a proxy before it, ' +
      'or start the demo with --demo.',
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

/** As browsers write it: the usual port is left out. */
function hostWith(name: string, port: number): string {
  return port === 80 ? name : `${name}:${port}`
}
