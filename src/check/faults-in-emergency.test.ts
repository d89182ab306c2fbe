import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { escalateGlass } from '#actions/glass-escalations.ts'
import { answerGlass, reviewGlass } from '#actions/glass-review.ts'
import { breakGlass } from '#actions/glass.ts'
import type { Caller } from '#actions/house.ts'
import { AForger } from '../../test/a-forger.ts'
import { aPair, aSignalAt } from '../../test/a-handover.ts'
import { aHouse, mustBeClean, workingFor, type TestHouse } from '../../test/a-house.ts'
import { keptTo } from '../../test/a-kept.ts'
import { FAULTS_IN_EMERGENCY } from '../../test/ledger-faults-emergency.ts'
import { checkLedger, type CheckOptions } from './check.ts'
import type { Mismatch } from './mismatch.ts'

const ground = 'De melding klopte en er was haast bij.'
let house: TestHouse
let forger: AForger
let analyst: Caller
const ids: Record<string, string> = {}

async function use(): Promise<string> {
  const signalId = await aSignalAt(house, 'proposed', await aPair(house, 'politie'))
  await keptTo(house, signalId, await house.colleague('Wim', 'politie'))
  const used = await breakGlass(house, analyst, {
    signalId,
    reason: 'danger-to-person',
    words: 'Er is haast.',
  })
  if (!used.ok) throw new Error(used.refusal)
  return used.value.id
}

beforeAll(async () => {
  house = await aHouse('2026-06-11T07:00:00.000Z')
  analyst = await house.colleague('Ines', 'politie', ['analyst'])
  const lead = workingFor(await house.colleague('Hugo', 'politie', ['team-lead']), 'lead')
  const privacy = workingFor(
    await house.colleague('Roelien', 'politie', ['privacy-officer']),
    'accountability',
  )
  ids.answered = await use()
  await answerGlass(house, lead, ids.answered, { ends: true, ground })
  await reviewGlass(house, privacy, ids.answered, { verdict: 'justified', ground })
  ids.waiting = await use()
  forger = await AForger.of(house.database)
})
afterEach(() => forger.undo())
afterAll(() => house.close())

async function mismatches(options: CheckOptions = {}): Promise<readonly Mismatch[]> {
  const found: Mismatch[] = []
  await checkLedger(house.database.url('spoor_check'), (mismatch) => found.push(mismatch), options)
  return found
}

test('used, answered, reviewed and waiting: the independent reader finds nothing', async () => {
  await expect(mustBeClean(house)).resolves.toBeUndefined()
})

test('what is late and has climbed is no mismatch', async () => {
  const now = '2026-06-30T09:00:00.000Z'
  house.itIs(now)
  await escalateGlass(house)
  house.itIs('2026-06-11T07:00:00.000Z')
  expect((await mismatches({ now })).filter(({ signal }) => signal === '')).toEqual([])
})

test.each(FAULTS_IN_EMERGENCY)('$rule: somebody $what', async ({ rule, now, statements }) => {
  await forger.sql(statements.replaceAll(/\$(\w+)/g, (_, name: string) => `'${ids[name]}'`))
  const found = (await mismatches(now === undefined ? {} : { now })).filter(({ signal }) => signal === '')
  expect(found.filter((one) => one.rule === rule)).not.toEqual([])
  expect(found.filter((one) => one.rule !== rule)).toEqual([])
})
