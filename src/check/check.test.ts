import { afterAll, beforeAll, expect, test } from 'vitest'
import { aLedger, type ALedger } from '../../test/a-ledger.ts'
import { allStories } from '../../test/ledger-stories.ts'
import { checkLedger } from './check.ts'
import { KINDS } from './kinds.ts'
import type { Mismatch } from './mismatch.ts'

let ledger: ALedger
let stories: Readonly<Record<string, string>>

beforeAll(async () => {
  ledger = await aLedger()
  stories = await allStories(ledger)
})
afterAll(() => ledger.close())

test('histories of every kind of event are clean', async () => {
  const found: Mismatch[] = []
  await checkLedger(ledger.database.url('spoor_check'), (mismatch) => found.push(mismatch))
  expect(found).toEqual([])
  console.log(Object.keys(stories), KINDS)
})
