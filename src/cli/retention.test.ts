import { afterAll, beforeAll, expect, test } from 'vitest'
import { aHouse, receive, type TestHouse } from '../../test/a-house.ts'
import { setDatabaseDay } from '../../test/database-day.ts'
import { confirmRun, listRuns } from '#actions/retention.ts'
import { retentionCommand } from './retention.ts'

let house: TestHouse

beforeAll(async () => {
  house = await aHouse()
  await receive(house, 'politie', [
    { sourceId: 'R-1', text: 'Eerste tekst.' },
    { sourceId: 'R-2', text: 'Tweede tekst.' },
  ])
})
afterAll(() => house.close())

async function spoor(...args: readonly string[]) {
  let out = ''
  let err = ''
  const status = await retentionCommand(
    args,
    {
      stdout: { write: (text: string) => void (out += text) },
      stderr: { write: (text: string) => void (err += text) },
    } as never,
    async () => ({ house, stop: async () => undefined }),
  )
  return { status, out, err }
}

test('within its term nothing is due', async () => {
  expect(await spoor('--dry-run', '--organisation', 'politie')).toMatchObject({
    status: 0,
    out: 'politie: nothing is due\n',
  })
})

test('a dry run says what is due, and changes nothing', async () => {
  house.itIs('2031-06-11T07:00:00.000Z')
  await setDatabaseDay(house.database, '2031-06-11')
  const { out } = await spoor('--dry-run')
  expect(out).toBe(
    'politie: due to remove on 2031-06-11: 2 registration\narbeidsinspectie: nothing is due\nkmar: nothing is due\n',
  )
  expect(await listRuns(house, { organisation: 'politie' })).toEqual([])
})

test('without it the run waits for people; carried out, its proof is shown', async () => {
  const { out } = await spoor('--organisation', 'politie')
  expect(out).toMatch(/^politie: remove \S+ of 2031-06-11: waits; 0 confirmed; 2 registration\n$/)
  const [run] = await listRuns(house, { organisation: 'politie' })
  const keeper = await house.colleague('Privacy', 'politie', ['privacy-officer'])
  await confirmRun(house, keeper, run!.id)
  expect((await spoor('--organisation', 'politie')).out).toBe('politie: nothing is due\n')
  expect((await spoor('runs', '--organisation', 'politie')).out).toMatch(
    /^politie: remove \S+ of 2031-06-11: done at 2031-06-11T07:00:00.000Z: 2 registration; proof [0-9a-f]{64}\n$/,
  )
  expect((await spoor('runs', '--organisation', 'kmar')).out).toBe('kmar: no runs\n')
})

test.each([
  [['--help'], 0, 'usage: spoor retention'],
  [['destroy'], 2, 'usage: spoor retention'],
  [['runs', '--dry-run'], 2, 'usage: spoor retention'],
  [['--organisation', 'brandweer'], 2, 'brandweer'],
])('%j ends with %i', async (args, status, says) => {
  const ended = await spoor(...args)
  expect(ended.status).toBe(status)
  expect(ended.out + ended.err).toContain(says)
})
