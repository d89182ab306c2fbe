import type { Caller } from '#actions/house.ts'
import {
  confirmHold,
  consentToMove,
  decideMove,
  placeHold,
  reuseRemoved,
} from '#actions/retention-decisions.ts'
import type { Day } from '#core/time.ts'
import type { Outcome } from '#core/outcome.ts'
import { mustStep } from './a-handover.ts'
import { TELLING_TEXT, type TestHouse } from './a-house.ts'
import { actDone, STEP_EXAMPLES as S } from './a-signal.ts'
import type { Aviary } from './canary.ts'
import { FIRST_DAY, ofPolice, run, takeIn, wall, type Planted, type Planters } from './canaries.ts'
import { lineOf } from './intake.ts'

/** Two who keep the records of the police. */
export type Keepers = readonly [Caller, Caller]

/** What people do in twelve years with what was planted, by the day on which they do it. */
export function storyOf(
  house: TestHouse,
  aviary: Aviary,
  { police: [one, other] }: Planters,
  [keeper, second]: Keepers,
  planted: Planted,
): ReadonlyMap<Day, () => Promise<void>> {
  const inInvestigation = wall('2027-09-01', '2032-09-01', 'politie')
  const underArticle10 = wall('2033-01-10', '2038-01-10', 'politie')
  return new Map([
    [
      FIRST_DAY,
      async () => {
        const ground = aviary.plant('why an investigation began', inInvestigation)
        const id = planted.investigated
        await mustStep(house, one, id, { ...S['start-investigation'], ground })
        await mustStep(house, one, id, S['record-contact'])
        await mustStep(house, one, id, actDone('financial-investigation'))
      },
    ],
    [
      '2026-09-10',
      async () => {
        const text = `${TELLING_TEXT} ${aviary.plant('text of a correction', ofPolice)}`
        await takeIn(house, one, 'correction.ndjson', [lineOf({ id: planted.read.sourceId, text })])
      },
    ],
    [
      '2027-03-01',
      async () => {
        const ground = aviary.plant('why an investigation ended', inInvestigation)
        await mustStep(house, one, planted.investigated, { ...S.conclude, ground })
      },
    ],
    [
      '2028-01-10',
      async () => {
        const reference = aviary.plant('number of a written purpose', run('2033-01-10', 'politie'))
        const signalId = planted.moved
        const { id } = must(await decideMove(house, one, { signalId, regime: 'wpg-10', reference }))
        must(await consentToMove(house, other, id))
        await mustStep(house, one, signalId, {
          ...S.hold,
          reviewOn: '2028-01-24',
          ground: aviary.plant('words under art. 10', underArticle10),
        })
      },
    ],
    [
      '2031-05-01',
      async () => {
        const words = aviary.plant('words of a hold', run('2037-01-31', 'politie'))
        const hold = { recordKind: 'signal', recordId: planted.held, reason: 'complaint' } as const
        const { id } = must(await placeHold(house, keeper, { ...hold, words, until: '2032-01-31' }))
        must(await confirmHold(house, second, id))
      },
    ],
    [
      '2032-03-01',
      async () => {
        const reference = aviary.plant('number of a complaint', run('2037-03-01', 'politie'))
        must(await openRegistration(house, keeper, planted, reference))
      },
    ],
  ])
}

/** Reads the registration that was removed again, for a complaint. */
export function openRegistration(
  house: TestHouse,
  caller: Caller,
  { read }: Planted,
  reference: string,
): Promise<Outcome<unknown, string>> {
  const what = { recordKind: 'registration', recordId: read.registration, ground: 'complaint' } as const
  return reuseRemoved(house, caller, { ...what, reference })
}

function must<T>(outcome: Outcome<T, string>): T {
  if (!outcome.ok) throw new Error(`refused: ${outcome.refusal}`)
  return outcome.value
}
