import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Caller } from '#actions/house.ts'
import { registerSignal } from '#actions/register.ts'
import { scanWaiting } from '#actions/scan-waiting.ts'
import { ORGANISATIONS, type OrganisationId } from '#core/organisation.ts'
import { deliverMessages } from '#exchange/deliver.ts'
import { insertSignalAccess, type NewSignalAccess } from '#store/access.ts'
import { inTransaction } from '#store/database.ts'
import { findSignalsOf } from '#store/signals.ts'
import { aPair, aSignalAt, mustStep } from '../a-handover.ts'
import { receive, TELLING_TEXT, type TestHouse } from '../a-house.ts'
import { Chance } from '../model/chance.ts'
import type { Somebody } from './people.ts'

/** A signal in the database, with all that decides who may see it, as it was put in; nothing of it is read back. */
export interface Put {
  readonly id: string
  /** A word that stands in its title and its text, and nowhere else. */
  readonly canary: string
  readonly organisation: OrganisationId
  readonly unit: string
  readonly askedUnits: readonly string[]
  readonly channel: 'ordinary' | 'onderzoek' | 'TCI-informatie'
  /** null: it is not kept to named people. */
  readonly named: readonly string[] | null
  readonly openedTo: readonly string[]
  readonly lead: string | null
  readonly released: boolean
  readonly reportedBy: string | null
  /** Its content has had its term: nobody reads it, whoever they are. */
  readonly isPastTerm: boolean
  readonly isMinor: boolean
  /** Somebody answered, on the way, that CoMensha was told. */
  readonly isReported: boolean
}

/** Units in which signals lie; the first is the one that answers for what the scan proposes. */
export const UNITS: Readonly<Record<OrganisationId, readonly string[]>> = {
  politie: ['avim-midden', 'regionale-recherche'],
  arbeidsinspectie: ['arbeidsuitbuiting', 'toezicht', 'leiding-opsporingsdienst'],
  kmar: ['brigade-schiphol', 'brigade-eindhoven'],
}

const LATER = '2026-06-11T11:00:00.000Z'
const PAST = '2026-06-11T06:00:00.000Z'
const CHANNELS = ['ordinary', 'ordinary', 'onderzoek', 'onderzoek', 'TCI-informatie'] as const
/** Like a name of the field, and of no other text. */
const canaryOf = (n: number) => `Kanariek${String(n).padStart(4, '0')}`
/** For whom the glass closed again, and who was named once: people who would see it otherwise. */
const READS = ['analyst', 'investigator', 'team-lead']

/** The number in the register; it is in lists of work for as long as the signal is. */
const numberOf = (canary: string) => canary.replace('Kanariek', 'K')

/** Puts signals of every kind that access tells apart into the database: `each` of each organisation, drawn by chance. */
export async function populate(
  given: TestHouse,
  people: readonly Somebody[],
  each: number,
  seed: number,
): Promise<readonly Put[]> {
  const chance = new Chance(seed)
  const puts: Put[] = []
  const house = withoutDoubt(given)
  for (const organisation of ORGANISATIONS) {
    const colleagues = people.filter(({ caller }) => caller.organisation === organisation)
    const readers = colleagues.filter(({ caller }) => READS.includes(caller.member.roles.join()))
    const drawn = Array.from({ length: each }, (_, n) =>
      draw(chance, organisation, canaryOf(ORGANISATIONS.indexOf(organisation) * each + n), colleagues),
    )
    await receive(
      house,
      organisation,
      drawn.map(({ canary }) => ({ sourceId: numberOf(canary), text: TELLING_TEXT })),
    )
    await scanWaiting(house, organisation)
    const ids = await findSignalsOf(
      house.stores[organisation],
      drawn.map(({ canary }) => numberOf(canary)),
    )
    for (const one of drawn) {
      const put = { ...one, id: ids.get(numberOf(one.canary)) ?? '' }
      await settle(house, put, chance.one(readers).caller)
      puts.push(put)
    }
    puts.push(...(await reported(house, chance, colleagues)))
  }
  return [...puts, ...(await handedOver(house, people))]
}

/** Whether the scan sees something in a text is not the question here. */
export function withoutDoubt(house: TestHouse): TestHouse {
  return { ...house, scan: (...given) => ({ ...house.scan(...given), isSignal: true }) }
}

function draw(
  chance: Chance,
  organisation: OrganisationId,
  canary: string,
  colleagues: readonly Somebody[],
): Omit<Put, 'id'> {
  const some = (share: number) =>
    colleagues.flatMap(({ caller }) => (chance.is(share) ? [caller.member.id] : []))
  const unit = chance.one(UNITS[organisation])
  const channel = chance.one(CHANNELS)
  const runs = channel === 'onderzoek'
  return {
    ...{ canary, organisation, unit, channel, reportedBy: null },
    askedUnits: chance.is(0.2) ? [chance.one(UNITS[organisation])] : [],
    named: chance.is(0.25) ? [chance.one(colleagues).caller.member.id, ...some(0.2)] : null,
    openedTo: chance.is(0.2) ? some(0.3) : [],
    lead: runs && chance.is(0.5) ? chance.one(colleagues).caller.member.id : null,
    released: runs && chance.is(0.25),
    isPastTerm: chance.is(0.08),
    isMinor: chance.is(0.2),
    isReported: false,
  }
}

/** Makes the signal what was drawn. By the owner: the steps of people that lead to it are tested elsewhere. */
async function settle(house: TestHouse, put: Put, by: Caller): Promise<void> {
  const { id, organisation, unit, channel, canary, isMinor } = put
  const owner = house.database.as('owner').db
  const kind = channel === 'ordinary' ? 'mutatie' : channel
  // After the scan, which this is not about.
  const text = `${TELLING_TEXT} ${canary}${isMinor ? ' Het gaat om een meisje van 15 jaar.' : ''}`
  await sql`with moved as (update spoor.duty set unit = ${unit} where signal_id = ${id}),
                 told as (update spoor.registration set kind = ${kind}, title = ${`Melding ${canary}`}, text = ${text}
                           where organisation = ${organisation} and source_id = ${numberOf(canary)})
            update spoor.signal set unit = ${unit}, channel = ${kind} where id = ${id}`.execute(owner)
  for (const asked of put.askedUnits) {
    await sql`insert into spoor.duty (id, organisation, kind, unit, due_at, opened_at, signal_id)
      values (${randomUUID()}, ${organisation}, 'answer-unit', ${asked}, ${LATER}, ${PAST}, ${id})`.execute(
      owner,
    )
  }
  const keep = (of: NewSignalAccess['kind'], member: string | null, until?: string) =>
    keepTo(house, put, of, member, by.member.id, until)
  for (const member of put.named ?? []) await keep('named', member)
  for (const member of put.openedTo) await keep('emergency', member)
  if (put.lead !== null) await keep('lead', put.lead)
  if (put.released) await keep('released', null)
  // What is over must open nothing: somebody whose glass has closed again, somebody who is no longer named.
  await keep('emergency', by.member.id, PAST)
  if (put.named !== null) {
    await keep('named', by.member.id)
    await sql`update spoor.signal_access set ended_at = ${PAST}, ended_by = ${by.member.id}
               where id = (select id from spoor.signal_access where signal_id = ${id} and kind = 'named'
                            and member = ${by.member.id} and ended_at is null order by id limit 1)`.execute(
      owner,
    )
    if (put.named.includes(by.member.id)) await keep('named', by.member.id)
  }
  if (put.isPastTerm) await endTerm(house, put)
}

function keepTo(
  house: TestHouse,
  { id, organisation }: Pick<Put, 'id' | 'organisation'>,
  kind: NewSignalAccess['kind'],
  member: string | null,
  by: string,
  until: string = LATER,
): Promise<void> {
  return inTransaction({ db: house.stores[organisation] }, (tx) =>
    insertSignalAccess(tx, organisation, {
      ...{ id: randomUUID(), signalId: id, kind, member, ground: 'Zo besloten.', at: PAST },
      ...(kind === 'emergency' && member !== null ? { by: member, until } : { by, until: null }),
    }),
  )
}

async function endTerm(house: TestHouse, { id, canary, organisation }: Put): Promise<void> {
  const owner = house.database.as('owner').db
  await sql`update spoor.registration set remove_on = '2026-06-01' where organisation = ${organisation} and source_id = ${numberOf(canary)}`.execute(
    owner,
  )
  await sql`update spoor.signal_registration set remove_on = '2026-06-01' where signal_id = ${id}`.execute(
    owner,
  )
  await sql`update spoor.scan_result set remove_on = '2026-06-01'
    where registration_id in (select id from spoor.registration where source_id = ${numberOf(canary)})`.execute(
    owner,
  )
}

/** What officers registered by hand. */
async function reported(house: TestHouse, chance: Chance, colleagues: readonly Somebody[]): Promise<Put[]> {
  const puts: Put[] = []
  const officers = colleagues.filter(({ caller }) => caller.member.roles.join() === 'officer').slice(0, 2)
  for (const { caller } of officers) {
    const { organisation, member } = caller
    const canary = `Kanarieh${chance.below(1e9)}`
    const made = await registerSignal(house, caller, {
      ...{ title: `Melding ${canary}`, text: `${TELLING_TEXT} ${canary}`, incident: 'melding' },
      ...{ registeredAt: '2026-06-10T22:00:00+02:00', forms: [], ground: 'Zelf gezien.' },
    })
    if (!made.ok) throw new Error(`not registered: ${made.refusal}`)
    const unit = UNITS[organisation][0]!
    puts.push({ ...ORDINARY, id: made.value.id, canary, organisation, unit, reportedBy: member.id })
  }
  return puts
}

/** Between every two organisations one that is offered, and one that was accepted and goes on there. */
async function handedOver(house: TestHouse, people: readonly Somebody[]): Promise<Put[]> {
  const [one, other] = [await aPair(house, 'politie'), await aPair(house, 'arbeidsinspectie')]
  const sent = [await aSignalAt(house, 'handing-over', one), await aSignalAt(house, 'handing-over', one)]
  await deliverMessages(house)
  const offers = await sql<{ id: string }>`
    select id from spoor.signal where origin = 'handover' order by id`.execute(house.stores.arbeidsinspectie)
  await mustStep(house, other[0], offers.rows[0]!.id, { type: 'accept-handover', ground: 'Past bij ons.' })
  await deliverMessages(house)
  const base = { ...ORDINARY, canary: 'Kanarieniet' }
  const { rows: told } = await sql<{ id: string }>`
    select signal_id as id from spoor.event where data -> 'guards' ->> 'comensha' = 'reported'`.execute(
    house.stores.politie,
  )
  const police = people.filter(({ caller }) => caller.organisation === 'politie')
  const [named = '', opener = ''] = police.flatMap(({ caller: { member } }) =>
    READS.includes(member.roles.join()) ? [member.id] : [],
  )
  await keepTo(house, { id: sent[0]!, organisation: 'politie' }, 'named', named, named)
  await keepTo(house, { id: sent[0]!, organisation: 'politie' }, 'emergency', opener, opener)
  return [
    ...sent.map((id, n) => ({
      ...{ ...base, id, organisation: 'politie' as const, unit: UNITS.politie[0]! },
      isReported: told.some((one) => one.id === id),
      ...(n === 0 ? { named: [named], openedTo: [opener] } : {}),
    })),
    ...offers.rows.map(({ id }) => ({
      ...{ ...base, id, organisation: 'arbeidsinspectie' as const, unit: UNITS.arbeidsinspectie[0]! },
    })),
  ]
}

const ORDINARY = {
  ...{ askedUnits: [], channel: 'ordinary' as const, named: null, openedTo: [], lead: null, released: false },
  ...{ reportedBy: null, isPastTerm: false, isMinor: false, isReported: false },
}
