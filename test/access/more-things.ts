import { sql } from 'kysely'
import { breakGlass } from '#actions/glass.ts'
import { receiveUpload, runImportJob } from '#actions/imports.ts'
import { decideMove, placeHold } from '#actions/retention-decisions.ts'
import { drawSamples } from '#actions/samples.ts'
import { scanWaiting } from '#actions/scan-waiting.ts'
import { drawSecondLooks } from '#actions/second-looks.ts'
import { ORGANISATIONS } from '#core/organisation.ts'
import { aPair, aSignalAt, type Pair } from '../a-handover.ts'
import { ORDINARY_TEXT, receive, type TestHouse } from '../a-house.ts'
import { chunksOf } from '../intake.ts'
import { withoutDoubt } from './population.ts'

const FILE = { source: 'dag.ndjson', bytesTotal: null, format: 'ndjson' } as const

/** What lies beside the signals, of each organisation: an import with a line that cannot be read, a second look, a broken glass, a hold, a run, a move. */
export async function moreThings(given: TestHouse): Promise<void> {
  const house = withoutDoubt(given)
  for (const organisation of ORGANISATIONS) {
    const pair = await aPair(house, organisation)
    const sent = await receiveUpload(house, pair[0], FILE, chunksOf(`kapot ${organisation}`))
    if (!sent.ok) throw new Error(`not taken in: ${sent.refusal}`)
    await runImportJob(house, organisation, sent.value.importId)
    const closed = await aSignalAt(house, 'closed', pair)
    await aHoldAndARun(house, pair, closed)
    await aMove(house, pair, closed)
    const signalId = house.newId()
    const broken = await breakGlass(house, pair[0], {
      signalId,
      reason: 'danger-to-person',
      words: 'Nu nodig.',
    })
    if (!broken.ok) throw new Error(`not broken: ${broken.refusal}`)
  }
  house.draws(0)
  await drawSecondLooks({ ...house, random: () => 0 })
  house.draws(1)
  await samplesOfYesterday(given)
}

/** Of each organisation one that is drawn, read by nobody; here the scan points at what it points at. */
async function samplesOfYesterday(house: TestHouse): Promise<void> {
  const now = house.clock().toISOString()
  const before = new Date(house.clock().getTime() - 24 * 3_600_000).toISOString()
  house.itIs(before)
  for (const organisation of ORGANISATIONS) {
    await receive(house, organisation, [{ sourceId: `g-${organisation}`, text: ORDINARY_TEXT }])
    await scanWaiting(house, organisation)
  }
  house.itIs(now)
  await drawSamples(house)
}

/** Waits for the consent of a team lead. */
async function aMove(house: TestHouse, [by]: Pair, signalId: string): Promise<void> {
  const moved = await decideMove(house, by, { signalId, regime: 'wpg-10', reference: 'Doel 36-7' })
  if (!moved.ok) throw new Error(`not moved: ${moved.refusal}`)
}

/** Both wait for a second person. The run is put there, for nothing in this database is past its term by itself. */
async function aHoldAndARun(house: TestHouse, [by]: Pair, recordId: string): Promise<void> {
  const words = 'Een klacht over de verwerking loopt nog.'
  const hold = { recordKind: 'signal', recordId, reason: 'complaint', words, until: '2026-12-31' } as const
  const placed = await placeHold(house, by, hold)
  if (!placed.ok) throw new Error(`not held: ${placed.refusal}`)
  await sql`insert into spoor.retention_run (id, organisation, kind, day, report, proposed_by, planned_at)
    values (${house.newId()}, ${by.organisation}, 'destroy', '2026-06-11', '{"line": 1}', 'spoor', ${house.clock().toISOString()})`.execute(
    house.database.as('owner').db,
  )
}
