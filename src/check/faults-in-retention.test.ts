import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { deliverMessages } from '#exchange/deliver.ts'
import { runImportJob } from '#actions/imports.ts'
import { discardLine } from '#actions/quarantine.ts'
import { confirmHold, consentToMove, decideMove, placeHold } from '#actions/retention-decisions.ts'
import { confirmRun, keepRetention, listRuns } from '#actions/retention.ts'
import { receiveUpload, searchQuarantine } from '../../test/reads.ts'
import { AForger } from '../../test/a-forger.ts'
import { aPair, aSignalAt, mustStep } from '../../test/a-handover.ts'
import { aHouse, ORDINARY_TEXT, receive, type TestHouse } from '../../test/a-house.ts'
import { STEP_EXAMPLES } from '../../test/a-signal.ts'
import { setDatabaseDay } from '../../test/database-day.ts'
import { chunksOf } from '../../test/intake.ts'
import { FAULTS_IN_RETENTION } from '../../test/ledger-faults-retention.ts'
import { checkLedger, type CheckOptions } from './check.ts'
import type { Mismatch } from './mismatch.ts'

let house: TestHouse
let forger: AForger
const ids: Record<string, string> = {}

/** Fifteen years of the police: what was removed and destroyed, what is in the vault, and what is in use. */
beforeAll(async () => {
  house = await aHouse()
  const police = await aPair(house, 'politie')
  const keeper = await house.colleague('Een', 'politie', ['privacy-officer', 'team-lead'])
  const second = await house.colleague('Twee', 'politie', ['privacy-officer', 'team-lead'])
  const travel = async (day: string) => {
    house.itIs(`${day}T07:00:00.000Z`)
    await setDatabaseDay(house.database, day)
  }
  const tidy = async () => {
    for (let turn = 0; turn < 2; turn++) {
      await keepRetention(house, null, ['politie'])
      for (const run of await listRuns(house, keeper)) {
        if (run.executedAt !== null) continue
        await confirmRun(house, keeper, run.id)
        if (run.kind === 'destroy') await confirmRun(house, second, run.id)
      }
    }
    await keepRetention(house, null, ['politie'])
  }
  await aSignalAt(house, 'closed', police)
  await travel('2031-06-11')
  await tidy()
  await aSignalAt(house, 'closed', police)
  await travel('2036-06-11')
  await tidy()
  const line = '{"id":"onleesbaar"}'
  const about = { source: 'bad.ndjson', bytesTotal: null, format: 'ndjson' } as const
  const { importId } = await receiveUpload(house, police[0], about, chunksOf(line))
  await runImportJob(house, 'politie', importId)
  ids.line = (await searchQuarantine(house, police[0], { importId })).lines[0]!.id
  await discardLine(house, police[0], ids.line, 'Niet te redden.')
  await receive(house, 'politie', [{ sourceId: 'LOS-1', text: ORDINARY_TEXT }])
  const loose = await sql<{
    id: string
  }>`select id from spoor.registration where source_id = 'LOS-1'`.execute(house.stores.politie)
  ids.loose = loose.rows[0]!.id
  ids.open = await aSignalAt(house, 'weighing', police)
  ids.concluded = await aSignalAt(house, 'investigating', police)
  await mustStep(house, police[0], ids.concluded, STEP_EXAMPLES.conclude)
  const held = await aSignalAt(house, 'weighing', police)
  const hold = { recordKind: 'signal', recordId: held, reason: 'complaint', until: '2036-12-31' } as const
  const placed = await placeHold(house, keeper, { ...hold, words: 'Een klacht loopt nog.' })
  await confirmHold(house, second, placed.ok ? placed.value.id : '')
  const moved = await aSignalAt(house, 'weighing', police)
  const decided = await decideMove(house, police[0], {
    ...{ signalId: moved, regime: 'wpg-10', reference: 'Doelomschrijving 36-12' },
  })
  await consentToMove(house, second, decided.ok ? decided.value.id : '')
  await aSignalAt(house, 'handing-over', police)
  await deliverMessages(house)
  forger = await AForger.of(house.database)
}, 120_000)
afterEach(() => forger.undo())
afterAll(() => house.close())

async function mismatches(options: CheckOptions = {}): Promise<readonly Mismatch[]> {
  const found: Mismatch[] = []
  await checkLedger(house.database.url('spoor_check'), (mismatch) => found.push(mismatch), options)
  return found
}

test('removed, destroyed, held and moved: the independent reader finds nothing', async () => {
  expect(await mismatches()).toEqual([])
  const { rows } = await sql<{ kind: string; n: number }>`
    select record_kind as kind, count(*)::integer as n from spoor.vault group by 1 order by 1`.execute(
    house.database.as('owner').db,
  )
  expect(rows.map(({ kind }) => kind)).toEqual(['registration', 'words'])
})

test.each(FAULTS_IN_RETENTION)('$rule: somebody $what', async ({ rule, now, statements }) => {
  await forger.sql(statements.replaceAll(/\$(\w+)/g, (_, name: string) => `'${ids[name]}'`))
  const found = await mismatches(now === undefined ? {} : { now })
  expect(found.filter((one) => one.rule === rule)).not.toEqual([])
  if (now === undefined) expect(found.filter((one) => one.rule !== rule)).toEqual([])
})
