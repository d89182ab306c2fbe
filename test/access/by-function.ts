import { type AccessAct } from '#process/access-act.ts'
import { authorise, type Verdict } from '#process/authorisation.ts'
import { Chance } from '../model/chance.ts'
import { drawMeeting, everyAsking, type Asking } from './cases.ts'
import { ExpectedTable, type Expected } from './table.ts'

/** What came of a row of cases: how many, how many of them may, and the first that came out otherwise. */
export interface Compared {
  readonly cases: number
  readonly may: number
  readonly leaks: readonly string[]
}

const SHOWN = 20

/** Everybody, for everything, for every purpose; what is about a signal also with a drawn one, so many times. */
export function compareFunction(table: ExpectedTable, seed: number, drawn: number): Compared {
  const leaks: string[] = []
  let cases = 0
  let may = 0
  const compare = (expected: Expected, verdict: Verdict, told: () => string) => {
    cases++
    const came = wordOf(verdict)
    if (came === 'may') may++
    if (came !== expected && leaks.length < SHOWN) leaks.push(`${told()}: ${came}, not ${expected}`)
  }
  const askings = everyAsking(table)
  for (const asking of askings) {
    const { act, roles, purpose } = asking
    const person = { id: 'me', organisation: 'politie', unit: 'unit-1', arm: null, roles } as const
    const verdict = authorise({ person, act: act as AccessAct, purpose, record: null })
    compare(table.mayAtAll(act, roles, purpose) ? 'may' : 'told', verdict, () => wordsOf(asking))
  }
  const chance = new Chance(seed)
  const aboutSignals = askings.filter(({ act, purpose }) => table.columnOf(act, purpose) !== undefined)
  const allowed = aboutSignals.filter(({ act, roles, purpose }) => table.mayAtAll(act, roles, purpose))
  for (let n = 0; n < drawn; n++) {
    // One in ten by somebody who may not do it at all: what they hear must not depend on the signal.
    const list = n % 10 === 0 ? aboutSignals : allowed
    const asking = list[chance.below(list.length)]!
    const { act, roles, purpose } = asking
    const { states, ties, person, record } = drawMeeting(chance, roles)
    const expected = table.ofSignal(act, roles, purpose, states, ties)
    const verdict = authorise({ person, act: act as AccessAct, purpose, record })
    compare(expected, verdict, () => `${wordsOf(asking)}, ${states.join('; ')}, tied by ${[...ties].join()}`)
  }
  return { cases, may, leaks }
}

function wordOf(verdict: Verdict): Expected {
  if (verdict.allowed) return 'may'
  return verdict.knows ? 'told' : 'unseen'
}

function wordsOf({ act, roles, purpose }: Asking): string {
  return `${roles.join(' and ') || 'no role'}, ${act} for ${purpose ?? 'nothing said'}`
}
