// Reads the tables of scenarios out of Markdown, and carries out a row.
import { ORGANISATIONS, type OrganisationId } from '#core/organisation.ts'
import { alleRegels } from './rules/all.ts'
import { CHECKS, DEEDS } from './phrases/all.ts'
import { REFUSAL } from './phrases/words.ts'
import { Misfit, NOTHING, rulesOf, sideOf, type World } from './world.ts'

export interface Row {
  readonly nr: string
  readonly gegeven: string
  readonly als: string
  readonly dan: string
  readonly bron: string
}

const HEAD = '| Nr | Gegeven | Als | Dan | Bron |'

/** The rows under each heading line of the tables, in order. A row with another number of cells is a fault. */
export function rowsIn(markdown: string): readonly Row[] {
  const rows: Row[] = []
  let inTable = false
  for (const line of markdown.split('\n')) {
    if (line === HEAD) inTable = true
    else if (!line.startsWith('|')) inTable = false
    else if (inTable && !/^\|[-| ]+\|$/.test(line)) rows.push(rowOf(line))
  }
  return rows
}

function rowOf(line: string): Row {
  const cells = line
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.trim())
  const [nr, gegeven, als, dan, bron] = cells
  if (cells.length !== 5 || !nr || !gegeven || !als || !dan || !bron)
    throw new Misfit(`geen vijf cellen: ${line}`)
  return { nr, gegeven, als, dan, bron }
}

/** The sentences of a cell, which semicolons part. */
export const sentencesOf = (cell: string) => cell.split(';').map((sentence) => sentence.trim())

/** A sentence with its parameters left out: the key of a dictionary. */
export const shapeOf = (sentence: string) => sentence.replaceAll(/«[^»]*»/g, '«»')

const wordsIn = (sentence: string) => [...sentence.matchAll(/«([^»]*)»/g)].map(([, word]) => word ?? '')

function find<T>(dictionary: Readonly<Record<string, T>>, sentence: string): T {
  const found = dictionary[shapeOf(sentence)]
  if (found === undefined) throw new Misfit(`deze zin ken ik niet: "${sentence}"`)
  return found
}

function doAll(world: World, cell: string): World {
  return sentencesOf(cell).reduce((now, sentence) => find(DEEDS, sentence)(now, ...wordsIn(sentence)), world)
}

/** Carries out a row. Null: everything is as it says; else the first thing that is not, in Dutch. */
export function outcomeOfRow(row: Row): string | null {
  try {
    const given = doAll(NOTHING, row.gegeven)
    if (given.refusal !== null) return `het gegeven wordt geweigerd: ${REFUSAL[given.refusal]}`
    const after = doAll(asGiven(given), row.als)
    return firstDifference(after, row.dan) ?? silentRefusal(after, row.dan) ?? brokenRule(after)
  } catch (fault) {
    if (fault instanceof Misfit) return fault.message
    throw fault
  }
}

/** What a row leaves in the ledger of each organisation, with the rules that it was followed up under. */
export function historiesOfRow(row: Row) {
  return historiesOf(doAll(asGiven(doAll(NOTHING, row.gegeven)), row.als))
}

/** What sentences leave in the ledger of one organisation. @throws Misfit when one is refused. */
export function historyOf(sentences: string, organisation: OrganisationId) {
  const world = doAll(NOTHING, sentences)
  if (world.refusal !== null) throw new Misfit(`geweigerd: ${REFUSAL[world.refusal]}`)
  return { history: sideOf(world, organisation).history, rules: rulesOf(world, organisation) }
}

const asGiven = (given: World): World => ({ ...given, before: given.sides[given.focus] ?? null })

function historiesOf(world: World) {
  return ORGANISATIONS.flatMap((organisation) => {
    const side = world.sides[organisation]
    return side ? [{ history: side.history, rules: rulesOf(world, organisation) }] : []
  })
}

function firstDifference(world: World, cell: string): string | null {
  for (const sentence of sentencesOf(cell)) {
    const otherwise = find(CHECKS, sentence)(world, ...wordsIn(sentence))
    if (otherwise !== null) return `"${sentence}" klopt niet; ${otherwise}`
  }
  return null
}

/** A refusal that the row does not name would pass for a step that was taken. */
function silentRefusal({ refusal }: World, dan: string): string | null {
  if (refusal === null || dan.includes('geweigerd:')) return null
  return `er is iets geweigerd dat de rij niet noemt: ${REFUSAL[refusal]}`
}

/** Every rule holds over what the row made, at each organisation. */
function brokenRule(world: World): string | null {
  for (const { history, rules } of historiesOf(world)) {
    for (const rule of alleRegels.filter(({ voor }) => voor.includes(rules.organisation))) {
      const verdict = rule.toets(history, rules)
      if (typeof verdict !== 'string') {
        return `regel ${rule.id} is geschonden bij ${rules.organisation}: ${verdict.want}`
      }
    }
  }
  return null
}
