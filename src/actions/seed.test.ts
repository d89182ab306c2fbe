import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ORGANISATIONS } from '#core/organisation.ts'
import { readColleagues } from '#server/demo/colleagues.ts'
import { listImports } from '#store/imports.ts'
import { listMembers } from '#store/members.ts'
import { aHouse, type TestHouse } from '../../test/a-house.ts'
import { chunksOf, dump, lineOf } from '../../test/intake.ts'
import { importFile } from './import-file.ts'
import { seedColleagues, seedDemo } from './seed.ts'

let house: TestHouse

beforeEach(async () => {
  house = await aHouse()
})
afterEach(() => house.close())

const all = async () => Promise.all(ORGANISATIONS.map((organisation) => dump(house, organisation)))
const imports = async () =>
  (await Promise.all(ORGANISATIONS.map((organisation) => listImports(house.stores[organisation], 20)))).flat()

test('an empty installation gets the example day, split, scanned, with signals for every organisation; once', async () => {
  await seedDemo(house)
  const lines = readFileSync('examples/day.ndjson', 'utf8').trim().split('\n').length
  const begun = await imports()
  expect(begun).toHaveLength(3)
  expect(begun.reduce((total, one) => total + one.accepted, 0)).toBe(lines)
  expect(begun.reduce((total, one) => total + one.scanned, 0)).toBe(lines)
  expect(begun.every(({ proposed, rejected }) => proposed > 0 && rejected === 0)).toBe(true)
  const before = await all()
  await seedDemo(house)
  expect(await imports()).toHaveLength(3)
  expect(await all()).toEqual(before)
})

test('a start that was killed halfway is finished by the next', async () => {
  let asked = 0
  const clock = () => {
    if (++asked > 5) throw new Error('killed')
    return house.clock()
  }
  await expect(seedDemo({ ...house, clock })).rejects.toThrow('killed')
  const half = await all()
  await seedDemo(house)
  expect(await all()).not.toEqual(half)
  const other = await aHouse()
  try {
    await seedDemo(other)
    const whole = await Promise.all(ORGANISATIONS.map((organisation) => dump(other, organisation)))
    expect(await all()).toEqual(whole)
  } finally {
    await other.close()
  }
})

test('an installation that is in use is left alone', async () => {
  const origin = { source: 'eigen.ndjson', via: 'command', by: null, feed: null, bytesTotal: null } as const
  const open = async () => ({
    format: { format: 'ndjson' as const },
    chunks: chunksOf(lineOf({ id: 'EIGEN-1' })),
  })
  await importFile(house, 'politie', house.newId(), origin, open)
  await seedDemo(house)
  expect((await imports()).map(({ source }) => source)).toEqual(['eigen.ndjson'])
})

test('the colleagues of the demo are there before anybody signs in, with what they learned; again changes nothing', async () => {
  const colleagues = readColleagues()
  await seedColleagues(house, colleagues)
  const seen = async () =>
    Promise.all(ORGANISATIONS.map((organisation) => listMembers(house.stores[organisation], null, 1000)))
  const first = await seen()
  expect(
    first
      .flat()
      .map(({ name }) => name)
      .toSorted(),
  ).toEqual(colleagues.map(({ name }) => name).toSorted())
  const learned = first.flat().flatMap(({ qualifications }) => qualifications)
  expect(learned).toHaveLength(colleagues.flatMap(({ qualifications }) => qualifications).length)
  await seedColleagues(house, colleagues)
  expect(await seen()).toEqual(first)
})
