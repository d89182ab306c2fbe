import { mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { sql } from 'kysely'
import { takeInFolders } from '#actions/feeds.ts'
import type { Caller } from '#actions/house.ts'
import { runImportJob } from '#actions/imports.ts'
import { discardLine } from '#actions/quarantine.ts'
import { registerSignal } from '#actions/register.ts'
import { scanWaiting } from '#actions/scan-waiting.ts'
import type { OrganisationId } from '#core/organisation.ts'
import type { Day } from '#core/time.ts'
import { deliverMessages } from '#exchange/deliver.ts'
import { insertSignalAccess } from '#store/access.ts'
import { inTransaction } from '#store/database.ts'
import { findSignalsOf } from '#store/signals.ts'
import { aSignalAt, bringTo, mustStep, signalOf, sideOf, type Pair } from './a-handover.ts'
import { ORDINARY_TEXT, TELLING_TEXT, type TestHouse } from './a-house.ts'
import { pack, STEP_EXAMPLES as S } from './a-signal.ts'
import type { Aviary, Canary } from './canary.ts'
import { chunksOf, lineOf } from './intake.ts'
import { receiveUpload, searchQuarantine } from './reads.ts'

/** On which everything is planted, and what is daily police work ends for who works with it, and for everybody. */
export const FIRST_DAY = '2026-06-11'
export const REMOVED = '2031-06-11'
export const DESTROYED = '2036-06-11'

/** Who plants. */
export interface Planters {
  readonly police: Pair
  readonly inspectorate: Pair
  readonly kmar: Pair
}

/** What the story goes on with. */
export interface Planted {
  readonly read: { readonly signal: string; readonly registration: string; readonly sourceId: string }
  readonly held: string
  readonly moved: string
  readonly investigated: string
}

type Rest = Omit<Canary, 'what' | 'word'>

export const wall = (until: Day, destroyed: Day, ...readers: readonly OrganisationId[]): Rest => {
  return { readers, until, destroyed, by: 'wall' }
}
export const run = (day: Day, ...readers: readonly OrganisationId[]): Rest => {
  return { readers, until: day, destroyed: day, by: 'run' }
}
export const ofPolice = wall(REMOVED, DESTROYED, 'politie')

/** Plants a canary in every kind of record, all on the first day. */
export async function plantAll(house: TestHouse, aviary: Aviary, who: Planters): Promise<Planted> {
  const read = await plantFile(house, aviary, who.police[0])
  await plantAnswer(house, aviary, who.police[0])
  await plantFeed(house, aviary)
  await plantUpload(house, aviary)
  await plantElsewhere(house, aviary, who)
  await plantPeople(house, aviary, who.police[0])
  await plantHandover(house, aviary, who)
  const texts = {
    held: aviary.plant('text that is held', wall('2032-02-01', DESTROYED, 'politie')),
    moved: aviary.plant('text under art. 10', wall('2033-01-10', '2038-01-10', 'politie')),
    investigated: aviary.plant('text that an investigation began with', ofPolice),
  }
  await plantAccess(house, aviary, who.police[0], read.signal)
  const weighed = (word: string) => proposal(house, who.police, `${TELLING_TEXT} ${word}`)
  return {
    read,
    held: await weighed(texts.held),
    moved: await weighed(texts.moved),
    investigated: await weighed(texts.investigated),
  }
}

/** A file that is sent in: a registration with all its fields, a running investigation, and lines that are refused. */
async function plantFile(house: TestHouse, aviary: Aviary, caller: Caller): Promise<Planted['read']> {
  const p = (what: string) => aviary.plant(what, ofPolice)
  const id = `PL-${aviary.plant('number of a registration', { ...ofPolice, by: 'run' })}-1`
  const quote = p('quote of the scan')
  const scanning: TestHouse = {
    ...house,
    scan(catalogue, registration) {
      const result = house.scan(catalogue, registration)
      const findings = result.findings.map((one) => ({ ...one, quote: `${one.quote} ${quote}` }))
      return { ...result, findings }
    },
  }
  const full = lineOf({
    id,
    kind: p('kind of a registration'),
    incident: `overlast ${p('incident of a registration')}`,
    title: p('title of a registration'),
    text: `${TELLING_TEXT} ${p('text of a registration')}`,
    persons: [{ role: 'betrokkene', name: p('person') }],
    vehicles: [{ plate: p('vehicle') }],
  })
  const never = aviary.plant('registration past its term', run(FIRST_DAY))
  const running = aviary.plant('running investigation', wall('2026-12-11', '2031-12-11', 'politie'))
  const broken = aviary.plant('line that nobody answers', wall(REMOVED, REMOVED, 'politie'))
  const name = aviary.plant('name of a file', run(REMOVED, 'politie'))
  await takeIn(house, caller, `${name}.ndjson`, [
    full,
    lineOf({ id: 'OLD', registeredAt: '2019-06-11T08:00:00+02:00', text: never }),
    lineOf({ id: 'RUNNING', kind: 'onderzoek', text: running }),
    `{"id":"${broken}`,
  ])
  await scanWaiting(scanning, 'politie')
  const signal = (await findSignalsOf(house.stores.politie, [id])).get(id)!
  const { rows } = await sql<{ id: string }>`
    select id from spoor.registration where source_id = ${id}`.execute(house.stores.politie)
  await mustStep(house, caller, signal, { ...S.confirm, ground: p('ground of a step') })
  return { signal, registration: rows[0]!.id, sourceId: id }
}

/** A line that somebody answers; what they say stands with the duty as well. */
async function plantAnswer(house: TestHouse, aviary: Aviary, caller: Caller): Promise<void> {
  const line = aviary.plant('line that was answered', wall('2026-09-11', '2026-09-11', 'politie'))
  const importId = await takeIn(house, caller, 'lines.ndjson', [`{"id":"${line}`])
  const [open] = (await searchQuarantine(house, caller, { importId })).lines
  await discardLine(house, caller, open!.id, aviary.plant('words about a duty', run(REMOVED, 'politie')))
}

async function plantFeed(house: TestHouse, aviary: Aviary): Promise<void> {
  const [feed] = house.ways.inForce('politie', FIRST_DAY).feeds
  const folder = join(house.dataDir, 'feeds', 'politie', feed!.id)
  mkdirSync(folder, { recursive: true })
  const text = aviary.plant('text from a feed', ofPolice)
  const only = aviary.plant('what a feed says that we do not keep', run('2026-07-11'))
  const name = aviary.plant('name of a file of a feed', run(REMOVED, 'politie'))
  writeFileSync(join(folder, `${name}.ndjson`), `${lineOf({ id: 'FEED', text, remark: only })}\n`)
  await takeInFolders(house, ['politie'])
  await takeInFolders(house, ['politie'])
}

/** A file of which the machine stopped before anybody was promised anything. */
async function plantUpload(house: TestHouse, aviary: Aviary): Promise<void> {
  const path = join(house.dataDir, 'uploads', randomUUID())
  writeFileSync(path, aviary.plant('file that was sent in halfway', run('2026-06-12')))
  utimesSync(path, house.clock(), house.clock())
}

/** Supervision has no vault; what the Marechaussee holds is its own. */
async function plantElsewhere(house: TestHouse, aviary: Aviary, who: Planters): Promise<void> {
  const inspection = wall(REMOVED, REMOVED, 'arbeidsinspectie')
  const texts = [
    ['arbeidsinspectie', 'inspectie', aviary.plant('registration of Supervision', inspection)],
    ['kmar', 'grenscontrole', aviary.plant('registration of the border', wall(REMOVED, DESTROYED, 'kmar'))],
  ] as const
  for (const [organisation, kind, word] of texts) {
    const caller = organisation === 'kmar' ? who.kmar[0] : who.inspectorate[0]
    const text = `${ORDINARY_TEXT} ${word}`
    await takeIn(house, caller, `${organisation}.ndjson`, [lineOf({ id: 'THERE', organisation, kind, text })])
  }
}

/** A colleague who never comes back, and what an officer writes by hand. */
async function plantPeople(house: TestHouse, aviary: Aviary, caller: Caller): Promise<void> {
  const gone = await house.colleague(aviary.plant('name of a colleague', run(REMOVED, 'politie')))
  const subject = aviary.plant('how a colleague signs in', run(REMOVED, 'politie'))
  await sql`update spoor.member set subject = ${subject} where id = ${gone.member.id}`.execute(
    house.database.as('owner').db,
  )
  const p = (what: string) => aviary.plant(what, ofPolice)
  const registered = await registerSignal(house, caller, {
    registeredAt: house.clock().toISOString(),
    incident: 'overlast',
    sourceId: `PL-${aviary.plant('number that an officer gave', { ...ofPolice, by: 'run' })}-1`,
    title: p('title by hand'),
    text: p('text by hand'),
    forms: [],
    ground: p('why an officer holds it for a signal'),
  } as Parameters<typeof registerSignal>[2])
  if (!registered.ok) throw new Error(registered.refusal)
}

/** Why a signal is kept to somebody. */
async function plantAccess(house: TestHouse, aviary: Aviary, { member }: Caller, signalId: string) {
  const ground = aviary.plant('why a signal is kept to somebody', run(REMOVED, 'politie'))
  const kept = { id: randomUUID(), signalId, kind: 'named', ground, at: house.clock().toISOString() } as const
  await inTransaction({ db: house.stores.politie }, (tx) =>
    insertSignalAccess(tx, 'politie', { ...kept, member: member.id, by: member.id, until: null }),
  )
}

/** One handover that is accepted and one that is refused: the same words stand at both sides. */
async function plantHandover(house: TestHouse, aviary: Aviary, who: Planters): Promise<void> {
  const both = wall(REMOVED, DESTROYED, 'politie', 'arbeidsinspectie')
  for (const answer of ['accept-handover', 'refuse-handover'] as const) {
    const p = (what: string) => aviary.plant(`${what} (${answer})`, both)
    const id = await aSignalAt(house, 'weighing', who.police)
    await mustStep(house, who.police[0], id, {
      ...S['offer-handover'],
      ground: aviary.plant(`ground of a handover (${answer})`, ofPolice),
      pack: {
        title: p('title of a pack'),
        ground: p('ground of a pack'),
        registrations: [
          {
            ...pack.registrations[0]!,
            registeredAt: `${FIRST_DAY}T08:00:00+02:00`,
            sourceId: p('number in a pack'),
            title: p('title in a pack'),
            text: p('text in a pack'),
          },
        ],
        acts: [
          {
            ...{ label: 'Contact', result: 'gedaan', source: 'team', obtainedOn: FIRST_DAY },
            words: p('act in a pack'),
          },
        ],
      },
    })
    await deliverMessages(house)
    const offer = await signalOf(house, 'politie', id)
    const there = await sideOf(house, 'arbeidsinspectie', 'handover' in offer ? String(offer.handover) : '')
    const ground = aviary.plant(
      `answer to a handover (${answer})`,
      answer === 'refuse-handover' ? both : wall(REMOVED, DESTROYED, 'arbeidsinspectie'),
    )
    await mustStep(house, who.inspectorate[0], there!.id, { ...S[answer], ground })
    await deliverMessages(house)
  }
}

/** A signal of a text, ready to be weighed. */
async function proposal(house: TestHouse, pair: Pair, text: string): Promise<string> {
  const id = `S-${randomUUID()}`
  await takeIn(house, pair[0], 'one.ndjson', [lineOf({ id, text })])
  await scanWaiting(house, 'politie')
  const signal = (await findSignalsOf(house.stores.politie, [id])).get(id)!
  await mustStep(house, pair[0], signal, S.confirm)
  await bringTo(house, signal, 'weighing', pair)
  return signal
}

/** Sends a file in and imports it. @returns the import. */
export async function takeIn(house: TestHouse, caller: Caller, source: string, lines: readonly string[]) {
  const about = { source, bytesTotal: null, format: 'ndjson' } as const
  const { importId } = await receiveUpload(house, caller, about, chunksOf(lines.join('\n')))
  await runImportJob(house, caller.organisation, importId)
  return importId
}
