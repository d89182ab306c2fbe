// A server of a test's own: the real one on a real database, with a clock and a lot that the test holds.
import { join } from 'node:path'
import { expect, type BrowserContext, type Page } from '@playwright/test'
import { aServer, type TestServer, type TestServerOptions } from '../server/a-server.ts'
import { signIn, test as base } from './people.ts'

const SCREENS = join(import.meta.dirname, '../../dist/web')

interface OwnServer {
  readonly open: (options?: TestServerOptions) => Promise<TestServer>
  /** A colleague in a browser of their own at that server, whose clock shows what the server's shows. */
  readonly visitor: (server: TestServer, name: string) => Promise<Page>
}

export const test = base.extend<OwnServer>({
  open: async ({ request }, provide) => {
    const servers: TestServer[] = []
    // The shared server built the screens when it started; this one serves the same.
    await expect(await request.get('/v1/health')).toBeOK()
    await provide(async (options = {}) => {
      const server = await aServer({ ...options, screens: SCREENS })
      servers.push(server)
      return server
    })
    for (const server of servers) await server.close()
  },
  visitor: async ({ browser }, provide) => {
    const contexts: BrowserContext[] = []
    await provide(async ({ site, house }, name) => {
      const context = await browser.newContext({ baseURL: site.origin })
      contexts.push(context)
      const page = await context.newPage()
      await page.clock.setFixedTime(house.clock())
      await signIn(page, name)
      return page
    })
    for (const context of contexts) await context.close()
  },
})
