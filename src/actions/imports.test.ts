import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { receiveUpload } from '../../test/reads.ts'
import type { OrganisationId } from '#core/organisation.ts'
import type { LineCounts } from '#store/imports.ts'
import { aHouse, ORDINARY_TEXT, TELLING_TEXT, type TestHouse } from '../../test/a-house.ts'
import type { Caller } from './house.ts'
import { importFile, importSplit } from './import-file.ts'
import { clearUp, listImports, readImport, receiveFeed, runImportJob } from './imports.ts'
import { scanWaiting } from './scan-waiting.ts'
import { chunksOf, dump, lineOf } from '../../test/intake.ts'

let house: TestHouse
let sanne: Caller
let kees: Caller

beforeAll(async () => {
  house = await aHouse()
  sanne = await house.colleague('Sanne')
  kees = await house.colleague('Kees', 'kmar')
})
afterAll(() => house.close())

/** Sends a file in, lets the job import it, and gives the import. */
async function upload(file: string | Uint8Array, format: 'ndjson' | 'csv' = 'ndjson', mapping?: unknown) {
  const about = {
    source: 'day.ndjson',
    bytesTotal: null,
    format,
    ...(mapping === undefined ? {} : { mapping }),
  }
  const { importId } = await receiveUpload(house, sanne, about, chunksOf(file))
  await runImportJob(house, 'politie', importId)
  return (await readImport(house, sanne, importId))!
}

const balanceOf = ({ linesIn, accepted, corrections, alreadyKnown, rejected }: LineCounts) =>
  `${linesIn} = ${accepted} + ${alreadyKnown} + ${rejected}, corrections ${corrections}`

async function stored(sourceId: string, organisation: OrganisationId = 'politie') {
  const { rows } = await sql<{ version: number; text: string; incident_key: string; registered_at: string }>`
    select version, text, incident_key, registered_at from spoor.registration
     where source_id = ${sourceId} order by version`.execute(house.stores[organisation])
  return rows
}

describe('what comes in', () => {
  test('is stored as it was delivered, with its incident and its moment', async () => {
    const one = lineOf({
      id: 'PL0900-2026070001-2',
      registeredAt: '2026-06-12T21:40:00+02:00',
      persons: [{ role: 'getuige', name: 'A. Voorbeeld', born: '1983-21-10' }],
    })
    expect(balanceOf(await upload(`${one}\n`))).toBe('1 = 1 + 0 + 0, corrections 0')
    expect(await stored('PL0900-2026070001-2')).toMatchObject([
      { version: 1, incident_key: 'PL0900-2026070001', registered_at: '2026-06-12T19:40:00.000Z' },
    ])
  })

  test('the same file twice changes nothing', async () => {
    const file = [1, 2, 3].map((n) => lineOf({ id: `TWICE-${n}` })).join('\n') + '\nkapot\n'
    expect(balanceOf(await upload(file))).toBe('4 = 3 + 0 + 1, corrections 0')
    const before = await dump(house, 'politie')
    expect(balanceOf(await upload(file))).toBe('4 = 0 + 3 + 1, corrections 0')
    expect(await dump(house, 'politie')).toEqual(before)
  })

  test('the same content with its keys in another order is the same registration', async () => {
    const one = JSON.parse(lineOf({ id: 'ORDER-1' })) as object
    const turned = JSON.stringify(Object.fromEntries(Object.entries(one).toReversed()))
    expect(balanceOf(await upload(`${JSON.stringify(one)}\n${turned}\n`))).toBe(
      '2 = 1 + 1 + 0, corrections 0',
    )
  })

  test('another content of a known id is a correction beside the original, also within one file', async () => {
    const texts = ['eerst', 'daarna', 'eerst', 'ten slotte']
    const file = texts.map((text) => lineOf({ id: 'CORR-1', text })).join('\n')
    expect(balanceOf(await upload(file))).toBe('4 = 3 + 1 + 0, corrections 2')
    expect(balanceOf(await upload(lineOf({ id: 'CORR-1', text: 'nog later' })))).toBe(
      '1 = 1 + 0 + 0, corrections 1',
    )
    expect((await stored('CORR-1')).map(({ version, text }) => `${version} ${text}`)).toEqual([
      '1 eerst',
      '2 daarna',
      '3 ten slotte',
      '4 nog later',
    ])
  })

  test('gzip, a byte order mark, CRLF and blank lines make no difference', async () => {
    const file = `\uFEFF${lineOf({ id: 'GZ-1' })}\r\n\r\n   \n${lineOf({ id: 'GZ-2' })}`
    expect(balanceOf(await upload(gzipSync(file)))).toBe('2 = 2 + 0 + 0, corrections 0')
    expect(balanceOf(await upload(`${lineOf({ id: 'GZ-2' })}\n${lineOf({ id: 'GZ-1' })}\n`))).toBe(
      '2 = 0 + 2 + 0, corrections 0',
    )
  })

  test('CSV by a mapping gives the same registration as NDJSON', async () => {
    const one = lineOf({ id: 'CSV-1', text: 'dit; en "dat"', registeredAt: '2026-06-12T21:40:00+02:00' })
    const { kind, registeredAt, incident, title } = JSON.parse(one) as Record<string, string>
    const mapping = {
      columns: { id: 'NR', text: 'TOELICHTING', registeredAt: 'TIJD' },
      constants: { organisation: 'politie', kind, incident, title },
    }
    const csv = `NR;TIJD;TOELICHTING\nCSV-1;${registeredAt};"dit; en ""dat"""\n`
    expect(balanceOf(await upload(one))).toBe('1 = 1 + 0 + 0, corrections 0')
    expect(balanceOf(await upload(csv, 'csv', mapping))).toBe('1 = 0 + 1 + 0, corrections 0')
  })

  test('registrations of another organisation are rejected', async () => {
    expect(balanceOf(await upload(lineOf({ id: 'OTHER-1', organisation: 'kmar' })))).toBe(
      '1 = 0 + 0 + 1, corrections 0',
    )
    expect(await stored('OTHER-1')).toEqual([])
  })

  test.each([
    ['an id that no index can hold', lineOf({ id: 'x'.repeat(3000) })],
    ['a moment outside our years', lineOf({ id: 'ODD-1', registeredAt: '0001-01-01T00:00:00+14:00' })],
    ['a NUL character', lineOf({ id: 'ODD-2', text: 'a\u0000b' })],
  ])('%s never stops the rest', async (_, line) => {
    const good = lineOf({ id: 'GOOD-1' })
    expect(balanceOf(await upload(`${good}\n${line}\n${good}\n`))).toMatch(/^3 = \d \+ \d \+ 1/)
  })

  test('more than one batch', async () => {
    const lines = Array.from({ length: 2500 }, (_, n) => lineOf({ id: `MANY-${n % 2400}` }))
    expect(balanceOf(await upload(lines.join('\n')))).toBe('2500 = 2400 + 100 + 0, corrections 0')
  })
})

describe('a file that cannot be read as a whole', () => {
  const good = [1, 2].map((n) => lineOf({ id: `BROKEN-${n}` })).join('\n') + '\n'
  test.each([
    // what                      the file                                             fault             balance
    ['a picture', Buffer.from('%PDF-1.7 rest'), 'ndjson', undefined, 'not-text', '0 = 0 + 0 + 0'],
    [
      'gzip that breaks off',
      gzipSync(good.repeat(4000)).subarray(0, -200),
      'ndjson',
      undefined,
      'broken-gzip',
      undefined,
    ],
    ['a CSV without our columns', 'a;b\n1;2\n', 'csv', undefined, 'columns-missing', '0 = 0 + 0 + 0'],
    ['a mapping that is none', 'a;b\n1;2\n', 'csv', { kolommen: {} }, 'mapping-unusable', '0 = 0 + 0 + 0'],
  ] as const)(
    '%s fails with a reason, and keeps what was read',
    async (_, file, format, mapping, fault, balance) => {
      const seen = await upload(file, format, mapping)
      expect(seen).toMatchObject({ state: 'failed', fault })
      if (balance) expect(balanceOf(seen)).toContain(balance)
      else expect(seen.accepted).toBeGreaterThan(0)
    },
  )
})

describe('the spool', () => {
  test('is closed to others, and empty when the import has ended', async () => {
    const folder = join(house.dataDir, 'uploads')
    const about = { source: 'x', bytesTotal: null, format: 'ndjson' } as const
    const { importId } = await receiveUpload(house, sanne, about, chunksOf(lineOf({ id: 'SPOOL-1' })))
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    expect(statSync(join(folder, importId)).mode & 0o777).toBe(0o600)
    expect(await readImport(house, sanne, importId)).toMatchObject({
      state: 'waiting',
      by: 'Sanne',
      linesIn: 0,
    })
    await runImportJob(house, 'politie', importId)
    expect(existsSync(join(folder, importId))).toBe(false)
    await runImportJob(house, 'politie', importId)
    expect(await readImport(house, sanne, importId)).toMatchObject({ state: 'finished', accepted: 1 })
  })

  test('keeps nothing of what breaks off', async () => {
    const before = readdirSync(join(house.dataDir, 'uploads'))
    const about = { source: 'x', bytesTotal: null, format: 'ndjson' } as const
    const broken = (async function* () {
      yield Buffer.from(lineOf({ id: 'CUT-1' }))
      throw new Error('the sender went away')
    })()
    await expect(receiveUpload(house, sanne, about, broken)).rejects.toThrow('went away')
    expect(readdirSync(join(house.dataDir, 'uploads'))).toEqual(before)
  })

  test('an import whose file is gone fails with that reason', async () => {
    const about = { source: 'x', bytesTotal: null, format: 'ndjson' } as const
    const { importId } = await receiveUpload(house, sanne, about, chunksOf(lineOf({ id: 'GONE-1' })))
    const other = { ...house, dataDir: join(house.dataDir, 'elsewhere') }
    await runImportJob(other, 'politie', importId)
    expect(await readImport(house, sanne, importId)).toMatchObject({ state: 'failed', fault: 'file-missing' })
  })
})

test('a job that was interrupted ends with the balance it would have had', async () => {
  const lines = Array.from({ length: 3000 }, (_, n) =>
    n % 10 === 0 ? 'kapot' : lineOf({ id: `HALF-${n % 2000}` }),
  )
  const file = lines.join('\n')
  const about = { source: 'half', bytesTotal: null, format: 'ndjson' } as const
  const { importId } = await receiveUpload(house, sanne, about, chunksOf(file))
  // The database goes away in the middle: after the second batch nothing is stored any more.
  let asked = 0
  const clock = () => {
    // Four times for each batch: when it began, came in, was done, and was written down.
    if (++asked > 8) throw new Error('killed')
    return house.clock()
  }
  await expect(runImportJob({ ...house, clock }, 'politie', importId)).rejects.toThrow('killed')
  const half = await readImport(house, sanne, importId)
  expect(half).toMatchObject({ state: 'running' })
  expect(half!.linesIn).toBeGreaterThan(0)
  expect(half!.linesIn).toBeLessThan(3000)
  await runImportJob(house, 'politie', importId)
  const whole = await readImport(house, sanne, importId)
  expect(balanceOf(whole!)).toBe('3000 = 1800 + 900 + 300, corrections 0')
})

test('two workers on one import store it once', async () => {
  const file = Array.from({ length: 2500 }, (_, n) => lineOf({ id: `DUO-${n}` })).join('\n')
  const about = { source: 'duo', bytesTotal: null, format: 'ndjson' } as const
  const { importId } = await receiveUpload(house, sanne, about, chunksOf(file))
  await Promise.all([1, 2].map(() => runImportJob(house, 'politie', importId)))
  const seen = await readImport(house, sanne, importId)
  expect(seen).toMatchObject({ state: 'finished' })
  expect(balanceOf(seen!)).toBe('2500 = 2500 + 0 + 0, corrections 0')
})

test('two imports at once give every registration one row for each content', async () => {
  const file = Array.from({ length: 1500 }, (_, n) => lineOf({ id: `AT-ONCE-${n}` })).join('\n')
  const both = await Promise.all([upload(file), upload(file)])
  expect(both.reduce((total, { accepted }) => total + accepted, 0)).toBe(1500)
  expect(both.reduce((total, { alreadyKnown }) => total + alreadyKnown, 0)).toBe(1500)
})

test('a mixed file is split over the organisations that its lines name', async () => {
  const file = [
    lineOf({ id: 'MIX-1' }),
    lineOf({ id: 'MIX-2', organisation: 'kmar' }),
    '{"organisation":"arbeidsinspectie","id":"MIX-3"}',
    'kapot',
  ].join('\n')
  const origin = { source: 'mix', via: 'command', by: null, feed: null, bytesTotal: null } as const
  const open = async () => ({ format: { format: 'ndjson' as const }, chunks: chunksOf(file) })
  const { imports, fault } = await importSplit(house, 'kmar', origin, open)
  expect(fault).toBeNull()
  expect(imports.map(({ organisation, row }) => `${organisation} ${balanceOf(row)}`).toSorted()).toEqual([
    'arbeidsinspectie 1 = 0 + 0 + 1, corrections 0',
    'kmar 2 = 1 + 0 + 1, corrections 0',
    'politie 1 = 1 + 0 + 0, corrections 0',
  ])
})

test('nobody sees the imports of another organisation', async () => {
  const mine = await upload(lineOf({ id: 'WALL-1' }))
  expect(await readImport(house, kees, mine.id)).toBeUndefined()
  expect((await listImports(house, kees)).imports.map(({ id }) => id)).not.toContain(mine.id)
})

test('what the scan made of an import is told with it', async () => {
  const file = [
    lineOf({ id: 'TOLD-1', text: TELLING_TEXT }),
    lineOf({ id: 'TOLD-2', text: ORDINARY_TEXT }),
  ].join('\n')
  const { id } = await upload(file)
  expect(await readImport(house, sanne, id)).toMatchObject({ scanned: 0, proposed: 0 })
  await scanWaiting(house, 'politie')
  expect(await readImport(house, sanne, id)).toMatchObject({ scanned: 2, proposed: 1 })
})

test('a delivery over the API counts for its feed', async () => {
  const { importId } = await receiveFeed(house, 'politie', 'bvh', chunksOf(lineOf({ id: 'FEED-1' })))
  await runImportJob(house, 'politie', importId)
  const { rows } = await sql`select feed, day, lines from spoor.feed_delivery where feed = 'bvh'`.execute(
    house.stores.politie,
  )
  expect(rows).toEqual([{ feed: 'bvh', day: '2026-06-11', lines: 1 }])
})

test('a command that went silent is called interrupted, one that is busy is not', async () => {
  const begin = (id: string) =>
    importFile(
      house,
      'kmar',
      id,
      { source: id, via: 'command', by: null, feed: null, bytesTotal: null },
      () => Promise.reject(new Error('killed')),
    ).catch(() => undefined)
  const [silent, busy] = [house.newId(), house.newId()]
  await begin(silent)
  house.itIs('2026-06-11T07:10:00.000Z')
  await begin(busy)
  await clearUp(house)
  expect((await readImport(house, kees, silent))!.state).toBe('interrupted')
  expect((await readImport(house, kees, busy))!.state).toBe('running')
})
