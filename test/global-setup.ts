import { offerTestServer, SERVER_VARIABLE } from '#store/testing.ts'

/** Before the workers start, which inherit the variable; vitest calls what this returns at the end. */
export async function setup(): Promise<() => Promise<void>> {
  const offer = await offerTestServer()
  process.env[SERVER_VARIABLE] = offer.path
  return offer.stop
}
