import { offerTestServer, SERVER_VARIABLE } from '#store/testing.ts'

/** Before the workers start: they inherit the variable. vitest wants a default export of this file. */
export default async function setUp(): Promise<() => Promise<void>> {
  const offer = await offerTestServer()
  process.env[SERVER_VARIABLE] = offer.path
  return offer.stop
}
