// One process of a replay: random histories through the real actions, until it is killed or its time is over. The
// setting, a seed and the milliseconds come as arguments; the last line is JSON.
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { escalateOverdue } from '#actions/escalations.ts'
import type { Caller } from '#actions/house.ts'
import { scanWaiting } from '#actions/scan-waiting.ts'
import { drawSecondLooks, takeSecondLook } from '#actions/second-looks.ts'
import { takeStep } from '#actions/steps.ts'
import type { StepRequest } from '#contract/step.ts'
import { ORGANISATIONS, type OrganisationId } from '#core/organisation.ts'
import { deliverMessages } from '#exchange/deliver.ts'
import { fold } from '#process/fold.ts'
import { readEvents } from '#store/ledger.ts'
import { ORDINARY_TEXT, receive, taskFor, TELLING_TEXT, type TestHouse } from '../a-house.ts'
import { Chance } from '../model/chance.ts'
import { filled } from '../model/filled.ts'
import { someActor, someStepType, type Scene } from '../model/steps.ts'
import { aReplayHouse, colleaguesIn, type Setting } from './a-house.ts'

const [given = '{}', seed = '1', lasts = '1000'] = process.argv.slice(2)
const { house, close } = aReplayHouse(JSON.parse(given) as Setting)
const chance = new Chance(Number(seed))
const until = Date.now() + Number(lasts)
const scene: Scene = {
  get now() {
    return house.clock().toISOString()
  },
  rulesOf: ({ wayOfWorking }) => house.ways.byId(wayOfWorking),
  colleaguesOf: colleaguesIn,
}
/** So many signals may be open at once in each organisation: few enough to see them through. */
const OPEN_AT_ONCE = 6

const done = { steps: 0, refused: 0, stale: 0 }

console.log('at work')
while (Date.now() < until) {
  const what = chance.next()
  if (what < 0.84) await step()
  else if (what < 0.9) await begin()
  else if (what < 0.96) await deliverMessages(house)
  else if (what < 0.98) await escalateOverdue(house)
  else if (what < 0.99) await correct()
  else await drawSecondLooks({ ...house, random: () => chance.next() / 6 })
}
console.log(JSON.stringify(done))
await close()

async function step(): Promise<void> {
  const organisation = chance.one(ORGANISATIONS)
  const db = house.stores[organisation]
  const { rows } = await sql<{ id: string }>`
    select s.id from spoor.signal s
     where s.state <> 'closed' or exists (select from spoor.duty d where d.signal_id = s.id and d.done_at is null)
        or random() < 0.05
     order by random() limit 1`.execute(db)
  const id = rows[0]?.id
  if (id === undefined) return
  const signal = fold(id, await readEvents(db, id))
  const met = { organisation, signal }
  const type = someStepType(met, scene.rulesOf(signal), chance)
  const actor = someActor(scene, met, type, chance)
  const asked = filled(scene, met, type, actor, chance)
  const task = taskFor(actor.roles, house.clock().toISOString())
  const caller: Caller = { organisation, task, member: { ...actor, name: actor.id } }
  const isLate = chance.is(0.05) && signal.seq > 1
  const version = isLate ? signal.seq - 1 : signal.seq
  const taken =
    asked.type === 'take-second-look'
      ? await takeSecondLook(house, caller, isUuid(asked.look) ? asked.look : randomUUID(), {
          version,
          verdict: asked.verdict === 'agrees' ? 'no-follow-up' : 'follow-up',
          answers: asked.answers,
          ground: asked.ground,
        })
      : await takeStep(house, caller, id, { version, step: asked } as StepRequest)
  if (taken.ok && isLate) throw new Error('a step on an older version was taken')
  if (taken.ok) done.steps++
  else if (taken.refusal === 'changed-since-you-looked') done.stale++
  else done.refused++
}

/** A registration comes in and the scan points at it. */
async function begin(): Promise<void> {
  const organisation = chance.one(ORGANISATIONS)
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from spoor.signal where state not in ('closed', 'handed-over')`.execute(
    house.stores[organisation],
  )
  if (rows[0]!.n >= OPEN_AT_ONCE) return
  const sourceId = `R-${randomUUID()}`
  await receive(house as TestHouse, organisation, [{ sourceId, text: `${TELLING_TEXT} ${sourceId}` }])
  await scanWaiting(house, organisation)
}

/** The text of a registration that became a signal changes. */
async function correct(): Promise<void> {
  const organisation: OrganisationId = chance.one(ORGANISATIONS)
  const { rows } = await sql<{ source_id: string; version: number }>`
    select r.source_id, max(r.version) as version from spoor.registration r
      join spoor.signal_registration s on s.source_id = r.source_id and s.organisation = r.organisation
     where r.source_id like 'R-%' group by r.source_id order by random() limit 1`.execute(
    house.stores[organisation],
  )
  const [one] = rows
  if (!one) return
  const text = `${chance.is(0.5) ? TELLING_TEXT : ORDINARY_TEXT} ${randomUUID()}`
  const next = { sourceId: one.source_id, text, version: one.version + 1 }
  await receive(house as TestHouse, organisation, [next]).catch((error: { code?: string }) => {
    // Another process corrected it at the same moment.
    if (error.code !== '23505') throw error
  })
  await scanWaiting(house, organisation)
}

function isUuid(text: string): boolean {
  return /^[0-9a-f-]{36}$/.test(text)
}
