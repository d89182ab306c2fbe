import { sql } from 'kysely'
import { searchDuties } from '#actions/duties.ts'
import { searchHandovers } from '#actions/handover-lists.ts'
import { readSignal } from '#actions/signal-detail.ts'
import { searchSignals } from '#actions/signals.ts'
import type { TestHouse } from '../a-house.ts'
import { Chance } from '../model/chance.ts'
import type { Compared } from './by-function.ts'
import { asksOf, statesFor, type Somebody } from './people.ts'
import type { Put } from './population.ts'
import type { Expected, ExpectedTable } from './table.ts'

/** What a path showed: the signals by id, and every word of the answer. */
interface Shown {
  readonly ids: ReadonlySet<string>
  readonly words: string
}

interface Path {
  readonly name: string
  readonly act: string
  /** undefined: it was refused, and why. */
  readonly ask: (house: TestHouse, asker: Somebody) => Promise<Shown | undefined>
  /** Whether a signal that one may see belongs on it. */
  readonly holds: (put: Put, open: ReadonlySet<string>) => boolean
}

const MOST = { limit: 200 }
const isAny = () => true

const PATHS: readonly Path[] = [
  {
    name: 'the list',
    act: 'see-signals',
    holds: isAny,
    async ask(house, { caller }) {
      const found = await searchSignals(house, caller, MOST)
      if (!found.ok) return undefined
      // The count counts what the list shows, and nothing else.
      if (found.value.total !== found.value.signals.length) return { ids: new Set(['miscounted']), words: '' }
      return { ids: new Set(found.value.signals.map(({ id }) => id)), words: JSON.stringify(found) }
    },
  },
  {
    name: 'the worklist',
    act: 'see-worklist',
    holds: ({ id }, open) => open.has(id),
    async ask(house, { caller }) {
      const found = await searchDuties(house, caller, { scope: 'organisation', ...MOST })
      if (!found.ok) return undefined
      const { duties, total } = found.value
      if (total !== duties.length) return { ids: new Set(['miscounted']), words: '' }
      const ids = duties.flatMap(({ subject }) => (subject.kind === 'signal' ? [subject.id] : []))
      return { ids: new Set(ids), words: JSON.stringify(found) }
    },
  },
  {
    name: 'the boxes of handovers',
    act: 'see-handovers',
    holds: ({ canary }) => canary === 'Kanarieniet',
    async ask(house, { caller }) {
      const incoming = await searchHandovers(house, caller, { box: 'in', ...MOST })
      const outgoing = await searchHandovers(house, caller, { box: 'out', ...MOST })
      if (!incoming.ok || !outgoing.ok) return undefined
      const lines = [...incoming.value.handovers, ...outgoing.value.handovers]
      return { ids: new Set(lines.map(({ signalId }) => signalId)), words: JSON.stringify(lines) }
    },
  },
]

const SHOWN = 20

/** Asks so many times a drawn list as a drawn somebody, and compares each signal with the table. */
export async function compareLists(
  house: TestHouse,
  table: ExpectedTable,
  people: readonly Somebody[],
  puts: readonly Put[],
  asks: number,
  seed: number,
): Promise<Compared> {
  const chance = new Chance(seed)
  const leaks: string[] = []
  let cases = 0
  let may = 0
  const note = (what: string) => leaks.length < SHOWN && leaks.push(what)
  const open = await withDuty(house)
  const every = people.flatMap(asksOf)
  const useful = every.filter(({ caller: { member, task } }) =>
    PATHS.some(({ act }) => table.mayAtAll(act, member.roles, task?.purpose ?? null)),
  )
  for (let n = 0; n < asks; n++) {
    const asker = chance.one(n % 8 === 0 ? every : useful)
    for (const path of PATHS) {
      const shown = await path.ask(house, asker)
      for (const put of puts) {
        cases++
        const expected = expectedOf(table, path.act, asker, put)
        const sees = shown?.ids.has(put.id) === true
        const should = expected === 'may' && path.holds(put, open)
        if (should) may++
        const reads = shown?.words.includes(put.canary) === true
        const mayRead = should && !put.isPastTerm
        if (sees !== should || (reads && !mayRead))
          note(
            `${path.name}, ${wordsOf(asker, put)}: ${sees ? 'shown' : 'not shown'}, the table says ${expected}`,
          )
      }
      if (shown?.ids.has('miscounted')) note(`${path.name} counts otherwise than it shows`)
    }
  }
  return { cases, may, leaks }
}

/** Opens so many drawn signals as drawn people, one by one. */
export async function compareOpened(
  house: TestHouse,
  table: ExpectedTable,
  people: readonly Somebody[],
  puts: readonly Put[],
  asks: number,
  seed: number,
): Promise<Compared> {
  const chance = new Chance(seed)
  const leaks: string[] = []
  let may = 0
  const every = people.flatMap(asksOf)
  const useful = every.filter((asker) =>
    table.mayAtAll('see-signal', asker.caller.member.roles, asker.caller.task?.purpose ?? null),
  )
  for (let n = 0; n < asks; n++) {
    const asker = chance.one(n % 4 === 0 ? every : useful)
    // Mostly of their own organisation: of another nothing is seen anyhow.
    const own = puts.filter(({ organisation }) => organisation === asker.caller.organisation)
    const put = chance.one(n % 3 === 0 ? puts : own)
    const expected = expectedOf(table, 'see-signal', asker, put)
    const opened = await readSignal(house, asker.caller, put.id)
    const came: Expected = opened.ok ? 'may' : opened.refusal === 'not-found' ? 'unseen' : 'told'
    if (came === 'may') may++
    // Also in what is shown beside it: the others of its incident, the timeline.
    const others = puts.filter((one) => one !== put && JSON.stringify(opened).includes(one.id))
    const strange = others.filter((one) => expectedOf(table, 'see-signal', asker, one) !== 'may')
    if (came !== expected || strange.length > 0)
      leaks.push(`${wordsOf(asker, put)}: ${came}, not ${expected}`)
  }
  return { cases: asks, may, leaks: leaks.slice(0, SHOWN) }
}

/** Signals that somebody has to do something about; what was handed over is in no worklist here. */
async function withDuty(house: TestHouse): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select distinct signal_id as id from spoor.duty where done_at is null and signal_id is not null`.execute(
    house.database.as('owner').db,
  )
  return new Set(rows.map(({ id }) => id))
}

export function expectedOf(table: ExpectedTable, act: string, asker: Somebody, put: Put): Expected {
  const { member, task } = asker.caller
  const purpose = task?.purpose ?? null
  if (!table.mayAtAll(act, member.roles, purpose)) return 'told'
  // For such a purpose the act shows no signal at all.
  if (table.columnOf(act, purpose) === undefined) return 'unseen'
  const { states, ties } = statesFor(asker, put)
  return table.ofSignal(act, member.roles, purpose, states, ties)
}

export function wordsOf({ caller }: Somebody, put: Put): string {
  const { organisation, member, task } = caller
  const { canary: _canary, ...facts } = put
  return `${member.roles.join(' and ')} of ${organisation}/${member.unit} (${member.id}) for ${task?.purpose ?? 'nothing said'}, ${JSON.stringify(facts)}`
}
