// docs/agencies.md is the schema for people: it may not age.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readLaw } from '#actions/law.ts'
import { faultLine } from '#actions/rules/fault.ts'
import { checkWayOfWorking } from '#actions/rules/way-of-working-check.ts'
import { WayOfWorkingShape } from '#actions/rules/way-of-working-shape.ts'
import { readWaysOfWorking } from '#actions/ways-of-working.ts'
import { ORGANISATIONS } from '#core/organisation.ts'

const doc = readFileSync('docs/agencies.md', 'utf8')
const schema = doc.slice(doc.indexOf('## What may stand in a file'), doc.indexOf('## What overseers asked'))
const asked = doc.slice(doc.indexOf('## What overseers asked'), doc.indexOf('## Not there yet'))
const against = { today: '2026-11-23', places: readLaw().places, organisations: ORGANISATIONS }
const quoted = (text: string) => new Set([...text.matchAll(/`([^`\n]+)`/g)].map(([, word]) => word ?? ''))
const { names, values } = wordsOf(WayOfWorkingShape as unknown as Schema)
const ways = ORGANISATIONS.map((organisation) => readWaysOfWorking().inForce(organisation, '2026-11-23'))

test('the shape is read at all', () => {
  expect([...names]).toEqual(expect.arrayContaining(['terms', 'legalBasis', 'needsReference']))
  expect([...values]).toEqual(expect.arrayContaining(['working-days', 'share-own-signals']))
})

test('every name and every value of a closed list is explained', () => {
  const words = quoted(schema)
  // A source and its day are explained in a section of their own, above.
  const known = new Set([...words, ...quoted(doc)])
  expect([...names, ...values].filter((word) => !known.has(word))).toEqual([])
})

test('the first column of the table names nothing that is gone', () => {
  const first = [...schema.matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, cell]) => [...quoted(cell ?? '')])
  expect(first.length).toBeGreaterThan(30)
  expect(first.filter((name) => !names.has(name))).toEqual([])
})

test('what overseers asked points to what is there', () => {
  const ids = new Set(ways.flatMap((way) => idsIn(way)))
  const there = (word: string) =>
    names.has(word) ||
    values.has(word) ||
    ids.has(word) ||
    readdirSync('law').includes(word.replace('law/', ''))
  expect([...quoted(asked)].filter((word) => !there(word))).toEqual([])
})

test('the act of the example is a sound one', () => {
  const example = /^ {3}(\{\n {5}"id": "ask-housing-corporation"[^]*?\n {3}\})/m.exec(doc)?.[1]
  const text = readFileSync(join('agencies', 'politie', '2026-01-01.json'), 'utf8')
  const file = JSON.parse(text) as { acts: unknown[] }
  file.acts.push(JSON.parse(example ?? '') as unknown)
  const where = { agency: 'politie', name: '2026-01-01' }
  expect(checkWayOfWorking('example', JSON.stringify(file, null, 2), where, against).faults).toEqual([])
})

test('the deadline of the example gives the faults that the page shows, whatever their lines', () => {
  const [, day, value] = /"effectiveFrom": "([^"]+)"[^]*?"answer-proposal": (\{[^]*?\n {3}\})/.exec(doc) ?? []
  const text = readFileSync(join('agencies', 'kmar', '2026-01-01.json'), 'utf8')
    .replaceAll('2026-01-01', day ?? '')
    .replace(/(?<="answer-proposal": )\{[^]*?\n {4}\}/, value ?? '')
  const where = { agency: 'kmar', name: day ?? '' }
  const { faults } = checkWayOfWorking(`agencies/kmar/${day}.json`, text, where, against)
  const lines = [...faults.map((fault) => `   ${faultLine(fault)}`), `   ${faults.length} faults`].join('\n')
  const withoutLines = (said: string) => said.replaceAll(/(?<=\.json:)\d+/g, 'N')
  expect(faults).toHaveLength(2)
  expect(withoutLines(doc)).toContain(withoutLines(lines))
})

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly enum?: readonly unknown[]
}

/** All names and all values of closed lists in a shape. */
function wordsOf(shape: Schema) {
  const words = { names: new Set<string>(), values: new Set<string>() }
  const walk = (one: Schema) => {
    for (const [name, below] of Object.entries(one.properties ?? {})) {
      words.names.add(name)
      walk(below)
    }
    for (const below of [...(one.items ? [one.items] : []), ...(one.anyOf ?? [])]) walk(below)
    for (const value of one.enum ?? []) words.values.add(String(value))
  }
  walk(shape)
  return words
}

function idsIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return []
  const own = 'id' in value && typeof value.id === 'string' ? [value.id] : []
  return [...own, ...Object.values(value).flatMap((one) => idsIn(one))]
}
