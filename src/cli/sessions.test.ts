import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { aHouse, type TestHouse } from '../../test/a-house.ts'
import { arriveMember } from '#actions/members.ts'
import { closeSessionsOf, openSession, readSession } from '#actions/sessions.ts'
import { ORGANISATIONS } from '#core/organisation.ts'
import { readColleagues } from '#server/demo/colleagues.ts'
import { sessionsCommand } from './sessions.ts'

let house: TestHouse
beforeAll(async () => {
  house = await aHouse()
})
afterAll(() => house.close())

const [first, second] = readColleagues().filter(({ organisation }) => organisation === 'politie')
const elsewhere = readColleagues().find(({ organisation }) => organisation === 'kmar')!
let tokens: readonly string[]

/** Twice the first, once a colleague, once somebody of another organisation. */
beforeEach(async () => {
  for (const organisation of ORGANISATIONS) await closeSessionsOf(house, organisation, 'everybody')
  tokens = await Promise.all(
    [first!, first!, second!, elsewhere].map(async (identity) => {
      const arrival = await arriveMember(house, identity)
      if (!arrival.ok) throw new Error(arrival.refusal)
      const opened = await openSession(house, arrival.value)
      if (!opened.ok) throw new Error(opened.refusal)
      return opened.value
    }),
  )
})

async function spoor(...args: readonly string[]) {
  let said = ''
  const write = (text: string) => void (said += text)
  const io = { stdout: { write }, stderr: { write } } as never
  const status = await sessionsCommand(args, io, async () => ({ house, stop: async () => undefined }))
  const alive = await Promise.all(
    tokens.map(async (token) => (await readSession(house, token)) !== undefined),
  )
  return { status, said, alive }
}

test('an administrator ends the sessions of one person, and of nobody else', async () => {
  const { status, alive, said } = await spoor(
    ...['end', '--organisation', 'politie', '--subject', first!.subject],
  )
  expect([status, ...alive]).toEqual([0, false, false, true, true])
  expect(said).toBe('politie: 2 sessions ended\n')
  expect(said).not.toContain(first!.name)
})

test('an administrator ends the sessions of everybody in one organisation', async () => {
  const { alive } = await spoor('end', '--organisation', 'politie', '--everybody')
  expect(alive).toEqual([false, false, false, true])
})

test.each([
  ['somebody of another organisation', ['end', '--organisation', 'kmar', '--subject', first!.subject], 0],
  ['nobody', ['end', '--organisation', 'politie'], 2],
  ['one and all', ['end', '--organisation', 'politie', '--subject', 'x', '--everybody'], 2],
  ['no organisation', ['end', '--everybody'], 2],
  ['nothing', [], 2],
] as const)('%s: no session ends', async (_, args, status) => {
  const result = await spoor(...args)
  expect([result.status, ...result.alive]).toEqual([status, true, true, true, true])
})
