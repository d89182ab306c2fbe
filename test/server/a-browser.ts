/** A browser as far as signing in needs one: it keeps cookies by their path, and follows redirects when told to. */
export interface FetchBrowser {
  /** One request, no redirect followed. */
  readonly ask: (url: string, init?: RequestInit) => Promise<Response>
  /** Follows redirects with GET until one leads to `stopAt`, and gives that address. @throws when none does. */
  readonly follow: (response: Response, stopAt: RegExp) => Promise<string>
  readonly cookie: (name: string) => string | undefined
  readonly setCookie: (name: string, value: string, path?: string) => void
  readonly cookies: () => readonly Kept[]
}

export interface Kept {
  readonly name: string
  readonly value: string
  readonly path: string
  /** The whole Set-Cookie header. */
  readonly header: string
}

/** @param userAgent  What it says that it is; absent: what Node says. */
export function aBrowser(origin: string, userAgent?: string): FetchBrowser {
  const jar = new Map<string, Kept>()
  const keep = (header: string) => {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(header) ?? []
    const path = /;\s*path=([^;]+)/i.exec(header)?.[1] ?? '/'
    const key = `${name};${path}`
    if (value === '' || /max-age=0\b|expires=Thu, 01 Jan 1970/i.test(header)) jar.delete(key)
    else jar.set(key, { name, value, path, header })
  }
  const ask = async (url: string, init: RequestInit = {}) => {
    const target = new URL(url, origin)
    const mine = [...jar.values()].filter(({ path }) => target.pathname.startsWith(path))
    const cookie = mine.map(({ name, value }) => `${name}=${value}`).join('; ')
    const said = userAgent === undefined ? {} : { 'user-agent': userAgent }
    const headers = {
      ...(cookie ? { cookie } : {}),
      ...said,
      ...(init.headers as Record<string, string> | undefined),
    }
    const response = await fetch(target, { ...init, headers, redirect: 'manual' })
    for (const header of response.headers.getSetCookie()) keep(header)
    return response
  }
  return {
    ask,
    async follow(response, stopAt) {
      let current = response
      for (let hop = 0; hop < 10; hop++) {
        const location = current.headers.get('location')
        if (location === null) throw new Error(`${current.url} answers ${current.status} and leads nowhere`)
        const next = new URL(location, current.url)
        if (stopAt.test(`${next.origin === origin ? '' : next.origin}${next.pathname}${next.search}`)) {
          return next.href
        }
        await current.body?.cancel()
        current = await ask(next.href)
      }
      throw new Error('redirected in circles')
    },
    cookie: (name) => [...jar.values()].find((kept) => kept.name === name)?.value,
    setCookie: (name, value, path = '/') =>
      void jar.set(`${name};${path}`, { name, value, path, header: '' }),
    cookies: () => [...jar.values()],
  }
}

/** Signs in as a colleague, by the pages that a person would see; gives the address at which it ended. */
export async function signInAs(
  browser: FetchBrowser,
  subject: string,
  start = '/auth/sign-in',
): Promise<string> {
  const page = await browser.follow(await browser.ask(start), /^\/(?:demo-sign-in|sign-in)/)
  if (!page.includes('/demo-sign-in/')) return page
  const uid = page.split('/').at(-1)
  const origin = new URL(page).origin
  const sent = await browser.ask(`/demo-idp/interaction/${uid}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin },
    body: new URLSearchParams({ subject }).toString(),
  })
  return browser.follow(sent, /^(?!\/(?:auth|demo-idp)\/)/)
}
