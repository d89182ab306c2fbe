import '@fontsource-variable/noto-sans/wght.css'
import '../shared/styles/index.css'
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode, useState } from 'react'
import { I18nextProvider } from 'react-i18next'
import type { Session } from '#contract/session.ts'
import { createApi } from '../shared/api/api.ts'
import { failureOf } from '../shared/api/failure.ts'
import { Announcer } from '../shared/components/announcer.tsx'
import { HouseProvider } from '../shared/context.tsx'
import { startTexts } from '../shared/text.ts'
import { UnsavedProvider } from '../shared/unsaved.tsx'
import { createExpiry, ExpiryProvider } from './expiry.tsx'
import { createAppRouter } from './router.tsx'
import { SESSION } from './session.ts'

/** Everything that exists once: texts, the way to the server, what is cached, where we are. */
export function App({ now }: { now: () => Date }) {
  const [{ texts, client, api, expiry, router }] = useState(wire)
  return (
    <StrictMode>
      <I18nextProvider i18n={texts}>
        <HouseProvider house={{ now, api }}>
          <QueryClientProvider client={client}>
            <ExpiryProvider expiry={expiry}>
              <UnsavedProvider>
                <Announcer>
                  <RouterProvider router={router} />
                </Announcer>
              </UnsavedProvider>
            </ExpiryProvider>
          </QueryClientProvider>
        </HouseProvider>
      </I18nextProvider>
    </StrictMode>
  )
}

function wire() {
  const expiry = createExpiry()
  const noticeEnd = (error: unknown) => {
    if (failureOf(error).kind === 'signed-out' && client.getQueryData(SESSION) !== undefined)
      expiry.set('expired')
  }
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: noticeEnd }),
    mutationCache: new MutationCache({
      onError: (error) => {
        noticeEnd(error)
        if (failureOf(error).kind === 'sign-in-again') expiry.set('again')
        // Somebody signed in again in another tab: the token of this page is an old one.
        if (failureOf(error).kind === 'forbidden') void client.invalidateQueries({ queryKey: SESSION })
      },
    }),
    defaultOptions: {
      // An office network may look like no network to a browser: always try, and say what came of it.
      queries: {
        networkMode: 'always',
        retry: (count, error) => count < 1 && mayPass(error),
        staleTime: 5000,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })
  const api = createApi(() => client.getQueryData<Session>(SESSION)?.csrf)
  return { texts: startTexts(), client, api, expiry, router: createAppRouter() }
}

function mayPass(error: unknown): boolean {
  const { kind } = failureOf(error)
  return kind === 'unreachable' || kind === 'fault'
}
