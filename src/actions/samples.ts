import type { OrganisationId } from '#core/organisation.ts'
import { done, refuse, type Outcome } from '#core/outcome.ts'
import { dayOf, plusDays } from '#core/time.ts'
import { climb } from '#process/escalation.ts'
import { MACHINE } from '#process/event.ts'
import { doubledOf, lotSeed, NOT_SAMPLED } from '#process/sample.ts'
import { dueAt } from '#process/working-days.ts'
import { inTransaction, type Tx } from '#store/database.ts'
import { endEscalation } from '#store/glass.ts'
import {
  drawLots,
  endReadSamples,
  insertSample,
  insertSampleEscalation,
  listLateSamples,
  listUndrawnDays,
  lockSamples,
  type LateSample,
  type Undrawn,
} from '#store/samples.ts'
import { audited, ofJob, type Audited } from './audit.ts'
import { AFTER_MIDNIGHT_MS } from './days.ts'
import { eachOrganisation } from './each-organisation.ts'
import { circumstancesOf, nowOf, type House } from './house.ts'

/** Where nothing was ever drawn, so many days back are. */
const DAYS_BACK = 31

/**
 * Draws of every day that is over, and of which nothing was drawn yet, some of what the scan did not point at, for people to
 * read. May run late, twice at once and be killed: a sample that was drawn stands, and what is drawn is not for us to choose.
 *
 * @returns how many registrations were drawn.
 */
export async function drawSamples(house: House): Promise<number> {
  let drawn = 0
  const settled = new Date(house.clock().getTime() - AFTER_MIDNIGHT_MS).toISOString()
  const last = plusDays(dayOf(settled), -1)
  await eachOrganisation(async (organisation) => {
    const db = house.stores[organisation]
    for (const undrawn of await listUndrawnDays(db, plusDays(last, -DAYS_BACK), last)) {
      drawn += await drawOne(house, organisation, undrawn)
    }
    await inTransaction({ db }, async (tx) => {
      await lockSamples(tx, organisation)
      // What went out of use is waited for no more.
      await endReadSamples(tx, null, MACHINE, nowOf(house))
    })
  })
  return drawn
}

interface Drawn {
  readonly sample: string
  readonly registrations: readonly string[]
}

async function drawOne(house: House, organisation: OrganisationId, undrawn: Undrawn): Promise<number> {
  const job = { organisation, member: { id: MACHINE } }
  const outcome = await audited(
    house,
    job,
    (drawn: Drawn) => rowsOf(house, drawn),
    async (tx): Promise<Outcome<Drawn, 'drawn-before'>> => {
      await lockSamples(tx, organisation)
      const open = await listUndrawnDays(tx, undrawn.day, undrawn.day)
      if (!open.some(({ catalogue }) => catalogue === undrawn.catalogue)) return refuse('drawn-before')
      return done(await drawIn(house, organisation, tx, undrawn))
    },
  )
  if (outcome.ok) return outcome.value.registrations.length
  if (outcome.refusal === 'log-unavailable') throw new Error('a sample that cannot be written down')
  return 0
}

async function drawIn(house: House, organisation: OrganisationId, tx: Tx, undrawn: Undrawn): Promise<Drawn> {
  const at = nowOf(house)
  // How many was known before anybody could know what came in.
  const { perDay, doubleShare } = house.ways.inForce(organisation, undrawn.day).sample
  const rules = house.ways.inForce(organisation, dayOf(at))
  const seed = lotSeed(organisation, undrawn.day, undrawn.catalogue)
  const lots = await drawLots(tx, undrawn, seed, perDay.value, NOT_SAMPLED)
  const id = house.newId()
  const sample = {
    ...undrawn,
    id,
    ...{ population: lots.population, apart: lots.apart, size: perDay.value },
    doubled: doubledOf(lots.lowest.length, doubleShare.value),
    ...{ unit: rules.triageUnit, wayOfWorking: rules.id },
    items: lots.lowest.map((registration) => ({ id: house.newId(), registration })),
    duty: { id: house.newId(), dueAt: dueAt(at, rules.sample.within.value, house.calendar) },
  }
  await insertSample(tx, organisation, sample, at)
  return { sample: id, registrations: lots.lowest }
}

/** One row for each that was drawn; where there was nothing to draw one that says so. */
function rowsOf(house: House, { sample, registrations }: Drawn): readonly Audited[] {
  const row = ofJob(house, {
    ...{ act: 'combine', what: 'draw-sample', purpose: 'triage', activity: 'sample' },
    record: { kind: 'sample', id: sample },
  })
  if (registrations.length === 0) return [{ ...row, activity: null }]
  return registrations.map((id) => ({ ...row, record: { kind: 'registration', id } }))
}

/**
 * Lets a sample that nobody read in time climb the ladder of today's way of working. Does no harm when it comes late or twice.
 *
 * @returns how many climbed.
 */
export async function escalateSamples(house: House): Promise<number> {
  let climbed = 0
  await eachOrganisation(async (organisation) => {
    const late = await listLateSamples(house.stores[organisation], nowOf(house))
    for (const { sample } of late) climbed += await escalateOne(house, organisation, sample)
  })
  return climbed
}

async function escalateOne(house: House, organisation: OrganisationId, sample: string): Promise<number> {
  const entry = ofJob(house, {
    ...{ act: 'change', what: 'escalate-sample', purpose: 'triage', activity: null },
    record: { kind: 'sample', id: sample },
  })
  const job = { organisation, member: { id: MACHINE } }
  const outcome = await audited(house, job, entry, async (tx): Promise<Outcome<null, 'nothing-overdue'>> => {
    const [late] = await listLateSamples(tx, nowOf(house), sample)
    const climbs = late !== undefined && (await climbOne(house, organisation, tx, late))
    return climbs ? done(null) : refuse('nothing-overdue')
  })
  if (outcome.ok) return 1
  if (outcome.refusal === 'log-unavailable') throw new Error('an escalation that cannot be written down')
  return 0
}

async function climbOne(
  house: House,
  organisation: OrganisationId,
  tx: Tx,
  late: LateSample,
): Promise<boolean> {
  const at = nowOf(house)
  const rules = house.ways.inForce(organisation, dayOf(at))
  const { unit, role, escalation } = late
  const level = rules.escalation.findIndex((step) => step.unit === unit && step.role === role) + 1
  const next = climb(late, level, circumstancesOf(house, rules, at))
  if (!next) return false
  if (escalation !== null) await endEscalation(tx, escalation, at)
  await insertSampleEscalation(tx, organisation, late, next, at)
  return true
}
