import { readFileSync } from 'node:fs'
import type { TaskPurpose } from '#process/purpose.ts'

/** What must come out: it may, it is told why not, or it is answered as if it does not exist. */
export type Expected = 'may' | 'told' | 'unseen'

/** How somebody stands to a signal. */
export type Tie = 'unit' | 'named' | 'opened' | 'lead' | 'leader' | 'reporter'

const LETTERS: Readonly<Record<string, TaskPurpose>> = {
  T: 'triage',
  F: 'follow-up',
  L: 'lead',
  S: 'second-look',
  I: 'intake',
  O: 'own-report',
  P: 'prosecution',
  V: 'victim-support',
  A: 'accountability',
  M: 'management',
  R: 'research',
}
const NO_PURPOSE = '+'
const ANYBODY = 'anybody'

type Rows = ReadonlyMap<string, ReadonlyMap<string, string>>

/** The tables of expected.md, read and nothing more: no rule of access stands here or comes from the program. */
export class ExpectedTable {
  readonly acts: readonly string[]
  readonly states: readonly string[]
  readonly roles: readonly string[]
  /** Each operation of the API with its act. */
  readonly operations: readonly (readonly [operation: string, act: string])[]
  private readonly byAct: Rows
  private readonly byState: Rows

  constructor(text = ExpectedTable.text()) {
    const [acts, states, operations] = tablesIn(text)
    if (!acts || !states || !operations) throw new Error('expected.md has not its three tables')
    this.operations = [...operations].map(([name, row]) => [name, row.get('act') ?? ''])
    this.byAct = acts
    this.byState = states
    this.acts = [...acts.keys()]
    this.states = [...states.keys()]
    const columns = [...(acts.values().next().value?.keys() ?? [])]
    this.roles = columns.filter((name) => name !== ANYBODY && name !== 'of a signal')
  }

  static text(): string {
    return readFileSync(new URL('expected.md', import.meta.url), 'utf8')
  }

  /** Whether somebody with these roles may do it at all, for this purpose. */
  mayAtAll(act: string, roles: readonly string[], purpose: TaskPurpose | null): boolean {
    const row = this.rowOf(act)
    return [ANYBODY, ...roles].some((role) => {
      const cell = row.get(role) ?? ''
      return cell === NO_PURPOSE || cell.split('').some((letter) => LETTERS[letter] === purpose)
    })
  }

  /** Which column counts for a signal; undefined: the act is about none. */
  columnOf(act: string, purpose: TaskPurpose | null): string | undefined {
    const said = this.rowOf(act).get('of a signal')
    if (said === undefined || said === '' || said === '–') return undefined
    const parts = said.split(', ').map((part) => part.split(' '))
    const own = parts.find(([letter]) => parts.length > 1 && LETTERS[letter ?? ''] === purpose)
    return parts.length > 1 ? own?.[1] : said
  }

  /** What must come out for a signal in these states, for somebody who stands to it like this. */
  ofSignal(
    act: string,
    roles: readonly string[],
    purpose: TaskPurpose | null,
    states: readonly string[],
    ties: ReadonlySet<Tie>,
  ): Expected {
    if (!this.mayAtAll(act, roles, purpose)) return 'told'
    const column = this.columnOf(act, purpose)
    if (column === undefined) throw new Error(`${act} is about no signal`)
    const letsIn = (state: string) => {
      const cell = this.byState.get(state)?.get(column)
      if (cell === undefined) throw new Error(`no row for a signal ${state}, or no column ${column}`)
      return cell === 'all' || cell.split(', ').some((tie) => ties.has(tie as Tie))
    }
    return states.every(letsIn) ? 'may' : 'unseen'
  }

  private rowOf(act: string): ReadonlyMap<string, string> {
    const row = this.byAct.get(act)
    if (!row) throw new Error(`expected.md has no row for ${act}`)
    return row
  }
}

function tablesIn(text: string): Rows[] {
  const blocks = text.split('\n\n').filter((block) => block.startsWith('| '))
  return blocks.map((block) => {
    const [head = [], , ...rows] = block
      .trim()
      .split('\n')
      .map((line) =>
        line
          .split('|')
          .slice(1, -1)
          .map((cell) => cell.trim()),
      )
    return new Map(
      rows.map(([name = '', ...cells]) => [name, new Map(cells.map((cell, n) => [head[n + 1] ?? '', cell]))]),
    )
  })
}
