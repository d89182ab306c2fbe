import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { receiveUpload, searchDuties, searchQuarantine } from '../../test/reads.ts'
import { aHouse, type TestHouse } from '../../test/a-house.ts'
import { chunksOf, lineOf } from '../../test/intake.ts'
import { resolveDuty } from './duties.ts'
import type { Caller } from './house.ts'
import { importFile } from './import-file.ts'
import { runImportJob } from './imports.ts'
import { discardLine, repairLine } from './quarantine.ts'
import { scanWaiting } from './scan-waiting.ts'

let house: TestHouse
let sanne: Caller
let kees: Caller

beforeAll(async () => {
  house = await aHouse()
  sanne = await house.colleague('Sanne')
  kees = await house.colleague('Kees', 'kmar')
})
afterAll(() => house.close())

const about = { source: 'day.ndjson', bytesTotal: null, format: 'ndjson' } as const

/** Imports a file and gives its lines in quarantine. */
async function quarantined(file: string | Uint8Array) {
  const { importId } = await receiveUpload(house, sanne, about, chunksOf(file))
  await runImportJob(house, 'politie', importId)
  const { lines } = await searchQuarantine(house, sanne, { importId })
  return { importId, lines }
}

async function dutiesOf(importId: string) {
  const { duties } = await searchDuties(house, sanne, { scope: 'organisation', kinds: ['quarantine'] })
  return duties.filter(({ subject }) => subject.kind === 'quarantine' && subject.id === importId)
}

test('a bad line is kept as it came, with number, reason, owner and deadline', async () => {
  const bad = Buffer.concat([Buffer.from('{"id":"Q-1","text":"caf'), Buffer.from([0xe9]), Buffer.from('"}')])
  const file = Buffer.concat([Buffer.from(`\n${lineOf({ id: 'Q-0' })}\n`), bad, Buffer.from('\r\n')])
  const { importId, lines } = await quarantined(file)
  expect(lines).toMatchObject([
    {
      lineNumber: 3,
      reason: 'invalid-utf8',
      shown: '{"id":"Q-1","text":"caf\uFFFD"}',
      exact: false,
      bytes: bad.length,
      state: 'open',
      unit: 'intelligence',
      source: 'day.ndjson',
      // Thursday morning and two working days further.
      dueAt: '2026-06-15T15:00:00.000Z',
    },
  ])
  const { rows } = await sql<{
    bytes: Buffer
  }>`select bytes from spoor.quarantine_line where id = ${lines[0]!.id}`.execute(house.stores.politie)
  expect(rows[0]!.bytes).toEqual(bad)
  expect(await dutiesOf(importId)).toMatchObject([
    { kind: 'quarantine', unit: 'intelligence', subject: { lines: 1 }, dueAt: '2026-06-15T15:00:00.000Z' },
  ])
})

test('an import has one duty for all its bad lines, and none when all were known', async () => {
  const file = Array.from({ length: 1200 }, (_, n) => `kapot ${n}`).join('\n')
  const first = await quarantined(file)
  expect(await dutiesOf(first.importId)).toMatchObject([{ subject: { lines: 1200 } }])
  const again = await quarantined(file)
  expect(again.lines).toEqual([])
  expect(await dutiesOf(again.importId)).toEqual([])
})

test('a repaired line becomes a registration that is scanned; the bytes stay; with the last one the duty is done', async () => {
  const { importId, lines } = await quarantined('{"id":"R-1"}\n{"id":"R-2"}')
  const [one, two] = lines
  const text = lineOf({ id: 'R-1', text: 'alsnog een tekst' })
  const repaired = await repairLine(house, sanne, one!.id, { text, ground: 'tekst bij de bron opgevraagd' })
  expect(repaired).toMatchObject({ ok: true })
  expect((await scanWaiting(house, 'politie')).scanned).toBeGreaterThan(0)
  expect(await dutiesOf(importId)).toMatchObject([{ subject: { lines: 1 } }])
  expect(await discardLine(house, sanne, two!.id, 'dubbele testregel')).toEqual({ ok: true, value: null })
  expect(await dutiesOf(importId)).toEqual([])
  const after = await searchQuarantine(house, sanne, { importId })
  expect(after.lines.map(({ shown, state }) => `${shown} ${state}`)).toEqual([
    '{"id":"R-1"} repaired',
    '{"id":"R-2"} discarded',
  ])
})

test('repairing to what is known already leads to the known registration', async () => {
  const { lines } = await quarantined(`${lineOf({ id: 'K-1' })}\n{"id":"K-1"}`)
  const repaired = await repairLine(house, sanne, lines[0]!.id, {
    text: lineOf({ id: 'K-1' }),
    ground: 'dubbel',
  })
  const { rows } = await sql<{
    id: string
  }>`select id from spoor.registration where source_id = 'K-1'`.execute(house.stores.politie)
  expect(repaired).toEqual({ ok: true, value: { registrationId: rows[0]!.id } })
})

test.each([
  ['still no text', '{"id":"X"}', 'een grond', 'no-text'],
  ['no object', 'kapot', 'een grond', 'not-an-object'],
  [
    'a registration of another organisation',
    lineOf({ id: 'X', organisation: 'kmar' }),
    'een grond',
    'other-organisation',
  ],
  ['no ground', lineOf({ id: 'X' }), '  ', 'ground-missing'],
])('a repair is refused: %s', async (what, text, ground, refusal) => {
  const { lines } = await quarantined(`kapot ${what}`)
  expect(await repairLine(house, sanne, lines[0]!.id, { text, ground })).toEqual({ ok: false, refusal })
  expect((await searchQuarantine(house, sanne, { importId: lines[0]!.importId })).lines[0]!.state).toBe(
    'open',
  )
})

test('a line is answered once, and by its own organisation', async () => {
  const { lines } = await quarantined('kapot en al beantwoord')
  const id = lines[0]!.id
  expect(await discardLine(house, kees, id, 'niet van mij')).toEqual({ ok: false, refusal: 'not-found' })
  expect((await searchQuarantine(house, kees, {})).total).toBe(0)
  expect(await discardLine(house, sanne, id, '')).toEqual({ ok: false, refusal: 'ground-missing' })
  const answers = await Promise.all([1, 2].map(() => discardLine(house, sanne, id, 'testregel')))
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
  expect(answers.filter(({ ok }) => !ok)).toEqual([{ ok: false, refusal: 'already-resolved' }])
})

test('the duty cannot be put away over open lines', async () => {
  const { importId } = await quarantined('kapot en nog open')
  const [duty] = await dutiesOf(importId)
  const put = await resolveDuty(house, sanne, duty!.id, 'weg ermee')
  expect(put).toEqual({ ok: false, refusal: 'lines-open' })
})

test('a duty that was done comes back when the import goes on to bring bad lines', async () => {
  const importId = house.newId()
  const origin = { source: 'slow', via: 'command', by: null, feed: null, bytesTotal: null } as const
  async function* slowly() {
    // More than is waited for before reading begins (bounded-lines.ts).
    yield Buffer.from(`kapot in het begin\n${`${lineOf({ id: 'SLOW-1' })}\n`.repeat(4000)}`)
    // The first thousand lines are being stored: somebody answers the bad one at once.
    for (;;) {
      const [line] = (await searchQuarantine(house, sanne, { importId })).lines
      if (line && (await discardLine(house, sanne, line.id, 'testregel')).ok) break
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    expect(await dutiesOf(importId)).toEqual([])
    yield Buffer.from('kapot aan het eind\n')
  }
  const format = { format: 'ndjson' } as const
  await importFile(house, 'politie', importId, origin, async () => ({ format, chunks: slowly() }))
  expect(await dutiesOf(importId)).toMatchObject([{ subject: { lines: 1 } }])
})

test('a long line shows its beginning', async () => {
  const { lines } = await quarantined(`{"id":"L-1","noise":"${'é'.repeat(40_000)}"}`)
  expect(lines[0]).toMatchObject({ exact: false, bytes: 80_023 })
  expect(Buffer.byteLength(lines[0]!.shown)).toBeLessThanOrEqual(64 * 1024)
  expect(lines[0]!.shown).not.toContain('\uFFFD')
})
