// Reads docs/security/asvs.md, and says what is wrong with it.
import { readFileSync } from 'node:fs'
import ts from 'typescript'

export interface Requirement {
  readonly id: string
  readonly level: number
}

export interface AsvsRow {
  readonly id: string
  readonly level: number
  readonly asks: string
  readonly how: string
  /** `file › title`, with the titles of what it stands in before it. */
  readonly tests: readonly string[]
}

/** Chapters of which level 3 counts as well: authentication, sessions, authorization, data protection, logging. */
const DEEP = ['V6', 'V7', 'V8', 'V14', 'V16']

/** Level 1 and 2 of everything, level 3 of those chapters, in the order of the standard. */
export function requirementsIn(csv: string): readonly Requirement[] {
  const all = [...csv.matchAll(/^(V\d+\.\d+\.\d+),([123])$/gm)].map(([, id = '', level]) => ({
    id,
    level: Number(level),
  }))
  return all.filter(({ id, level }) => level <= 2 || DEEP.includes(id.split('.', 1)[0] as string))
}

export function rowsIn(page: string): readonly AsvsRow[] {
  return [...page.matchAll(/^\| (V\d+\.\d+\.\d+) \| (.*) \|$/gm)].map(([, id = '', rest = '']) => {
    const [level, asks = '', how = '', shown = ''] = rest.split(' | ')
    const tests = Array.from(shown.matchAll(/`([^`]+)`/g), ([, name]) => name ?? '')
    return { id, level: Number(level), asks, how, tests }
  })
}

export type Standing = 'met' | 'not applicable' | 'not met'

export function standingOf({ how }: AsvsRow): Standing {
  if (how.startsWith('not applicable because ')) return 'not applicable'
  return how.startsWith('not met: ') ? 'not met' : 'met'
}

const NOT_MET_MAX = 15

/** What is wrong with the page, a sentence each; none when it is right. */
export function faultsIn(
  page: string,
  requirements: readonly Requirement[],
  titlesOf: (file: string) => readonly string[],
): readonly string[] {
  const rows = rowsIn(page)
  const counts = countsOf(rows)
  const [, ...figures] = /^\| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$/m.exec(page) ?? []
  return [
    ...(rows.map(({ id }) => id).join() === requirements.map(({ id }) => id).join()
      ? []
      : differences(rows, requirements)),
    ...rows.flatMap((row) => faultsOf(row, requirements, titlesOf)),
    ...(figures.join() === counts.join() ? [] : [`the figures are ${counts.join(', ')}`]),
    ...(counts[3] > NOT_MET_MAX ? [`more than ${NOT_MET_MAX} are not met`] : []),
  ]
}

function countsOf(rows: readonly AsvsRow[]): readonly [number, number, number, number] {
  const of = (standing: Standing) => rows.filter((row) => standingOf(row) === standing).length
  return [rows.length, of('met'), of('not applicable'), of('not met')]
}

function differences(rows: readonly AsvsRow[], requirements: readonly Requirement[]): readonly string[] {
  const known = rows.map(({ id }) => id)
  const wanted = requirements.map(({ id }) => id)
  return [
    ...wanted.filter((id) => !known.includes(id)).map((id) => `${id} has no row`),
    ...known.filter((id, at) => known.indexOf(id) !== at).map((id) => `${id} has two rows`),
    ...known.filter((id) => !wanted.includes(id)).map((id) => `${id} is not asked`),
    'the rows do not stand in the order of the standard',
  ]
}

function faultsOf(
  row: AsvsRow,
  requirements: readonly Requirement[],
  titlesOf: (file: string) => readonly string[],
): readonly string[] {
  const { id, level, asks, how, tests } = row
  const standing = standingOf(row)
  const reason = how.replace(/^not (?:applicable because|met:) /, '')
  return [
    ...(requirements.some((one) => one.id === id && one.level !== level) ? [`${id} has another level`] : []),
    ...(asks.length < 3 || (standing !== 'met' && reason.length < 10) ? [`${id} says too little`] : []),
    ...(standing === 'met' && tests.length === 0 ? [`${id} is said to be met and names no test`] : []),
    ...tests.flatMap((name) => {
      const [file = '', ...titles] = name.split(' › ')
      if (!/\.(?:test|spec)\.tsx?$/.test(file)) return [`${id}: ${file} is no test`]
      return titlesOf(file).includes(titles.join(' › ')) ? [] : [`${id}: there is no test ${name}`]
    }),
  ]
}

/** The titles of the tests in a file, as they stand in its source: `describe › test`; none when it is not there. */
export function testTitlesIn(text: string, file = 'x.ts'): readonly string[] {
  const titles: string[] = []
  const look = (node: ts.Node, within: readonly string[]): void => {
    const title = ts.isCallExpression(node) ? titleOf(node) : undefined
    if (title === undefined || !ts.isCallExpression(node)) {
      ts.forEachChild(node, (child) => look(child, within))
    } else if (title.kind === 'describe') {
      for (const argument of node.arguments) look(argument, [...within, title.text])
    } else titles.push([...within, title.text].join(' › '))
  }
  look(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true), [])
  return titles
}

/** `test('…')`, `test.each(…)('…')`, `describe.each(…)('…')`: which and what it is called. */
function titleOf({ expression, arguments: [first] }: ts.CallExpression) {
  let base: ts.Expression = expression
  for (;;) {
    if (ts.isCallExpression(base) || ts.isPropertyAccessExpression(base)) base = base.expression
    else if (ts.isTaggedTemplateExpression(base)) base = base.tag
    else break
  }
  const kind = ts.isIdentifier(base) ? base.text : ''
  if (!['test', 'it', 'describe'].includes(kind) || !first || !ts.isStringLiteralLike(first)) return undefined
  return { kind: kind === 'describe' ? ('describe' as const) : ('test' as const), text: first.text }
}

/** As `testTitlesIn`, of files, each read once. */
export function titlesByFile(): (file: string) => readonly string[] {
  const known = new Map<string, readonly string[]>()
  return (file) => {
    const found = known.get(file) ?? testTitlesIn(textOf(file), file)
    known.set(file, found)
    return found
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
