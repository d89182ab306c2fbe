import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aPair, aSignalAt, signalOf } from '../../test/a-handover.ts'
import { aHouse, mustBeClean, workingFor, type TestHouse } from '../../test/a-house.ts'
import { keptTo } from '../../test/a-kept.ts'
import { searchDuties } from '../../test/reads.ts'
import { refuse } from '#core/outcome.ts'
import type { OrganisationId } from '#core/organisation.ts'
import { escalateOverdue } from './escalations.ts'
import { answerGlass, readGlass, reviewGlass, searchGlass } from './glass-review.ts'
import { breakGlass } from './glass.ts'
import { escalateGlass } from './glass-escalations.ts'
import type { Caller } from './house.ts'
import { readSignal } from './signal-detail.ts'
import { searchSignals } from './signals.ts'
import { takeStep } from './steps.ts'

const START = '2026-06-11T07:00:00.000Z'
const words = 'Iemand belt ons nu; de collega van dit signaal neemt niet op.'
const ground = 'De melding klopte en er was haast bij.'
let house: TestHouse
let analyst: Caller
let lead: Caller
let privacy: Caller
let head: Caller

beforeAll(async () => {
  house = await aHouse(START)
  analyst = await house.colleague('Ines', 'politie', ['analyst'])
  lead = workingFor(await house.colleague('Hugo', 'politie', ['team-lead']), 'lead')
  const elsewhere = { unit: 'intelligence' }
  const officer = await house.colleague('Roelien', 'politie', ['privacy-officer', 'analyst'], elsewhere)
  privacy = workingFor(officer, 'accountability')
  head = await house.colleague('Ilse', 'politie', ['unit-head'], { unit: 'regionale-recherche' })
})
afterAll(() => house.close())

/** A signal that is kept to one colleague. */
async function aKept(organisation: OrganisationId = 'politie'): Promise<string> {
  const pair = await aPair(house, organisation)
  const id = await aSignalAt(house, 'proposed', pair)
  const holder = await house.colleague('Wim', organisation, ['analyst'])
  await keptTo(house, id, holder)
  return id
}

async function broken(caller: Caller, signalId: string) {
  const use = await breakGlass(house, caller, { signalId, reason: 'danger-to-person', words })
  if (!use.ok) throw new Error(use.refusal)
  return use.value
}

const dutiesOf = async (caller: Caller, scope: 'mine' | 'unit' | 'organisation', id: string) => {
  const { duties } = await searchDuties(house, caller, { scope, limit: 200 })
  return duties.filter(({ subject }) => subject.kind === 'emergency-access' && subject.id === id)
}

const emergencies = async () => {
  const { rows } = await sql<{ what: string; record_id: string | null; actor: string }>`
    select what, record_id, actor from spoor.audit where emergency order by day, seq`.execute(
    house.stores.politie,
  )
  return rows
}

describe('what one may not see, in an emergency', () => {
  test('opens for an hour, for reading, this record only; all of it is written down as emergency', async () => {
    house.itIs(START)
    const signal = await aKept()
    const other = await aKept()
    expect(await readSignal(house, analyst, signal)).toEqual(refuse('not-found'))
    expect(await broken(analyst, signal)).toMatchObject({ opened: true, until: '2026-06-11T08:00:00.000Z' })
    const read = await readSignal(house, analyst, signal)
    if (!read.ok) throw new Error(read.refusal)
    expect(read.value.emergencyUntil).toBe('2026-06-11T08:00:00.000Z')
    expect(read.value.steps.filter(({ allowed }) => allowed)).toEqual([])
    const { version } = read.value
    const step = await takeStep(house, analyst, signal, { version, step: { type: 'take-up' } })
    expect(step).toEqual(refuse('not-found'))
    expect(await readSignal(house, analyst, other)).toEqual(refuse('not-found'))
    await searchSignals(house, analyst, { limit: 200 })
    const ours = (await emergencies()).filter(({ record_id: id }) => id === signal)
    expect(ours.map(({ what }) => what)).toEqual(['gebruikNoodtoegang', 'leesSignaal', 'zoekSignalen'])
    house.itIs('2026-06-11T08:00:00.000Z')
    expect(await readSignal(house, analyst, signal)).toEqual(refuse('not-found'))
    house.itIs(START)
  })

  test('what is not there, is of another organisation or is the victim’s own opens nothing, and is told after the alarm', async () => {
    const foreign = await aKept('kmar')
    const before = await emergencies()
    for (const id of [foreign, randomUUID()]) {
      const use = await broken(analyst, id)
      expect(use.opened).toBe(false)
      expect(await readSignal(house, analyst, id)).toEqual(refuse('not-found'))
      expect(await dutiesOf(privacy, 'mine', use.id)).toMatchObject([{ kind: 'review-glass' }])
      expect(await dutiesOf(lead, 'mine', use.id)).toMatchObject([{ kind: 'answer-glass' }])
    }
    const told = (await emergencies()).slice(before.length)
    expect(told.map(({ what }) => what)).toEqual(['gebruikNoodtoegang', 'gebruikNoodtoegang'])
  })

  test('is not for what they see already, without a reason, or for who has no work with signals', async () => {
    const seen = await aSignalAt(house, 'proposed', await aPair(house, 'politie'))
    const ask = (caller: Caller, given: string) =>
      breakGlass(house, caller, { signalId: seen, reason: 'danger-to-person', words: given })
    expect(await ask(analyst, words)).toEqual(refuse('glass-not-needed'))
    expect(await ask(analyst, ' '.repeat(12))).toEqual(refuse('ground-missing'))
    expect(await ask(privacy, words)).toEqual(refuse('purpose-other'))
    expect(await ask({ ...analyst, task: null }, words)).toEqual(refuse('purpose-missing'))
    const researcher = await house.colleague('Casper', 'politie', ['researcher'])
    expect(await ask(workingFor(researcher, 'triage'), words)).toEqual(refuse('role-missing'))
  })
})

describe('the alarm', () => {
  test('is a duty of who leads the unit within the hour, and of the privacy officer of whichever unit', async () => {
    const { id } = await broken(analyst, await aKept())
    const common = {
      unit: analyst.member.unit,
      subject: { kind: 'emergency-access', id, by: 'Ines', at: START },
    }
    expect(await dutiesOf(lead, 'unit', id)).toMatchObject([
      { ...common, kind: 'answer-glass', role: 'team-lead', dueAt: '2026-06-11T08:00:00.000Z' },
    ])
    // Three working days, of which the weekend is none.
    const review = {
      ...common,
      kind: 'review-glass',
      role: 'privacy-officer',
      dueAt: '2026-06-16T15:00:00.000Z',
    }
    for (const scope of ['mine', 'unit'] as const) {
      expect(await dutiesOf(privacy, scope, id)).toMatchObject([review])
    }
    expect(await dutiesOf(analyst, 'unit', id)).toEqual([])
    expect(await dutiesOf(analyst, 'organisation', id)).toEqual([])
  })

  test('who leads hears of it and not of which signal, and may end it at once', async () => {
    const signal = await aKept()
    const { id } = await broken(analyst, signal)
    const seen = await readGlass(house, lead, id)
    expect(seen).toMatchObject({
      ok: true,
      value: { signalId: null, by: { name: 'Ines' }, words, mayReview: false },
    })
    expect(await answerGlass(house, lead, id, { ends: true, ground })).toMatchObject({ ok: true })
    expect(await readSignal(house, analyst, signal)).toEqual(refuse('not-found'))
    expect(await dutiesOf(lead, 'mine', id)).toEqual([])
    expect(await answerGlass(house, lead, id, { ends: false, ground })).toEqual(refuse('already-resolved'))
    expect(await readGlass(house, privacy, id)).toMatchObject({
      value: { signalId: signal, endedAt: START, answered: { by: { name: 'Hugo' }, ground } },
    })
  })

  test('nobody who used it answers for it, and who has no duty about it does not hear that it was used', async () => {
    const both = await house.colleague('Ada', 'politie', ['team-lead', 'privacy-officer'])
    const { id } = await broken(workingFor(both, 'lead'), await aKept())
    expect(await answerGlass(house, workingFor(both, 'lead'), id, { ends: false, ground })).toEqual(
      refuse('needs-another-person'),
    )
    const reviews = { verdict: 'justified', ground } as const
    expect(await reviewGlass(house, workingFor(both, 'accountability'), id, reviews)).toEqual(
      refuse('needs-another-person'),
    )
    expect(await readGlass(house, head, id)).toEqual(refuse('not-found'))
    const kmar = await house.colleague('Maaike', 'kmar', ['privacy-officer'])
    expect(await readGlass(house, workingFor(kmar, 'accountability'), id)).toEqual(refuse('not-found'))
  })
})

describe('the review', () => {
  test('is justified or not, with a ground, once; the list tells what waits', async () => {
    const { id } = await broken(analyst, await aKept())
    const before = await searchGlass(house, privacy, { reviewed: false, limit: 200 })
    expect(before).toMatchObject({ value: { late: 0 } })
    expect(await reviewGlass(house, privacy, id, { verdict: 'not-justified', ground: '  ' })).toEqual(
      refuse('ground-missing'),
    )
    expect(await reviewGlass(house, privacy, id, { verdict: 'not-justified', ground })).toMatchObject({
      ok: true,
    })
    expect(await reviewGlass(house, privacy, id, { verdict: 'justified', ground })).toEqual(
      refuse('already-resolved'),
    )
    expect(await dutiesOf(privacy, 'mine', id)).toEqual([])
    const after = await searchGlass(house, privacy, { reviewed: true })
    expect(after).toMatchObject({ value: { uses: [{ id, review: { verdict: 'not-justified', ground } }] } })
    if (before.ok && after.ok) expect(after.value.waiting).toBe(before.value.waiting - 1)
    expect(await searchGlass(house, lead, {})).toEqual(refuse('role-missing'))
  })

  test('the list goes page by page', async () => {
    const whole = await searchGlass(house, privacy, { limit: 200 })
    if (!whole.ok) throw new Error(whole.refusal)
    const seen: string[] = []
    for (let after: string | null = ''; after !== null;) {
      const page = await searchGlass(house, privacy, { limit: 2, ...(after === '' ? {} : { after }) })
      if (!page.ok) throw new Error(page.refusal)
      seen.push(...page.value.uses.map(({ id }) => id))
      after = page.value.next
    }
    expect(seen).toEqual(whole.value.uses.map(({ id }) => id))
    expect(seen.length).toBeGreaterThan(5)
  })

  test('that is late climbs the ladder like every duty, once for each step, and ends with the review', async () => {
    const { id } = await broken(analyst, await aKept())
    await answerGlass(house, lead, id, { ends: false, ground })
    house.itIs('2026-06-16T15:00:00.000Z')
    await escalateGlass(house)
    await escalateGlass(house)
    const [climbed, ...none] = await dutiesOf(lead, 'mine', id)
    expect(none).toEqual([])
    expect(climbed).toMatchObject({
      kind: 'escalation',
      about: 'review-glass',
      climbed: { level: 1, steps: 2 },
    })
    house.itIs('2026-06-18T15:00:00.000Z')
    await escalateGlass(house)
    expect(await dutiesOf(lead, 'mine', id)).toEqual([])
    expect(await dutiesOf(head, 'mine', id)).toMatchObject([{ kind: 'escalation', climbed: { level: 2 } }])
    expect(await readGlass(house, head, id)).toMatchObject({ ok: true })
    expect(await searchGlass(house, privacy, {})).toMatchObject({ ok: true })
    await reviewGlass(house, privacy, id, { verdict: 'justified', ground })
    expect(await dutiesOf(head, 'mine', id)).toEqual([])
    await escalateOverdue(house)
    await mustBeClean(house)
  })
})

describe('the database refuses', () => {
  test.each([
    [
      'a use that nobody must review',
      sql`update spoor.duty set done_at = now(), done_by = 'spoor' where glass is not null and kind = 'review-glass' and done_at is null`,
    ],
    [
      'a review by who used it',
      sql`update spoor.glass set verdict = 'justified', reviewed_by = used_by, reviewed_at = now() where verdict is null`,
    ],
    [
      'another verdict than was given',
      sql`update spoor.glass set verdict = 'justified' where verdict = 'not-justified'`,
    ],
    ['a use that is gone', sql`delete from spoor.glass`],
  ])('%s', async (_, statement) => {
    await expect(statement.execute(house.database.as('owner').db)).rejects.toThrow(/glass|emergency|never/)
  })
})

test('the signal itself knows nothing of it: its ledger is what it was', async () => {
  const signal = await aKept()
  const before = await signalOf(house, 'politie', signal)
  await broken(analyst, signal)
  expect(await signalOf(house, 'politie', signal)).toEqual(before)
})
