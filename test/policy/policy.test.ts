// The scenario tables in this folder, carried out row by row through the real deciders. How to read them: README.md.
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ORGANISATIONS } from '#core/organisation.ts'
import { CHECKS, DEEDS } from './phrases/all.ts'
import { DUTY, REFUSAL, STATE } from './phrases/words.ts'
import { alleRegels } from './rules/all.ts'
import { historiesOfRow, outcomeOfRow, rowsIn, sentencesOf, shapeOf, type Row } from './table.ts'
import { Misfit } from './world.ts'

const FOLDER = new URL('.', import.meta.url)
const TABLES = readdirSync(FOLDER).filter((file) => file.endsWith('.md') && file !== 'README.md')
const tables = TABLES.map((file) => ({ file, rows: rowsIn(readFileSync(new URL(file, FOLDER), 'utf8')) }))
const all = tables.flatMap(({ rows }) => rows)

const named = (rows: readonly Row[]) =>
  rows.map((row) => [`${row.nr}: ${row.gegeven} / ${row.als} / ${row.dan}`, row] as const)

describe.each(tables)('$file', ({ rows }) => {
  test.each(named(rows))('%s', (_name, row) => {
    expect(outcomeOfRow(row)).toBeNull()
  })
})

describe('the tables', () => {
  test('are there: of the Aanwijzing, of each organisation and of the chain', () => {
    expect(TABLES).toEqual(['aanwijzing.md', 'arbeidsinspectie.md', 'keten.md', 'kmar.md', 'politie.md'])
    expect(all.length).toBeGreaterThanOrEqual(120)
  })

  test('give each row a number of its own', () => {
    expect(all.map(({ nr }) => nr).filter((nr, at, list) => list.indexOf(nr) !== at)).toEqual([])
  })

  test('use every sentence that a dictionary knows', () => {
    const deeds = new Set(all.flatMap(({ gegeven, als }) => sentencesOf(`${gegeven};${als}`)).map(shapeOf))
    const checks = new Set(all.flatMap(({ dan }) => sentencesOf(dan)).map(shapeOf))
    expect(Object.keys(DEEDS).filter((shape) => !deeds.has(shape))).toEqual([])
    expect(Object.keys(CHECKS).filter((shape) => !checks.has(shape))).toEqual([])
  })

  test('reach every state of a signal', () => {
    const states = new Set(
      all.flatMap(({ dan }) => [...dan.matchAll(/het signaal is in «([^»]*)»/g)].map(([, one]) => one)),
    )
    expect(Object.keys(STATE).filter((state) => !states.has(state))).toEqual([])
  })

  test('show each rule at work', () => {
    const shown = new Set<string>()
    for (const row of all) {
      for (const { history, rules } of historiesOfRow(row)) {
        for (const rule of alleRegels.filter(({ voor }) => voor.includes(rules.organisation))) {
          if (rule.toets(history, rules) === 'voldaan') shown.add(`${rule.id} ${rules.organisation}`)
        }
      }
    }
    const somewhere = (id: string) => ORGANISATIONS.some((organisation) => shown.has(`${id} ${organisation}`))
    expect(alleRegels.map(({ id }) => id).filter((id) => !somewhere(id))).toEqual([])
  })
})

describe('a row can fail', () => {
  const [row] = all as [Row]
  const other = (words: readonly string[], word: string) =>
    words[(words.indexOf(word) + 1) % words.length] ?? ''

  // What each row says of a state, a duty or a refusal, turned into something else that the tables can say.
  const turns = [
    [/(het signaal is in «)([^»]*)(»)/, Object.keys(STATE)],
    [/(de taak is «)([^»]*)(»)/, Object.keys(DUTY)],
    [/(het wordt geweigerd: «)([^»]*)(»)/, Object.values(REFUSAL)],
  ] as const
  const wrong = turns.flatMap(([shape, words]) =>
    all
      .filter(({ dan }) => shape.test(dan))
      .map((one): Row => {
        const dan = one.dan.replace(
          shape,
          (_all, before: string, word: string, after: string) => before + other(words, word) + after,
        )
        return { ...one, dan }
      }),
  )

  test('with another state, duty or refusal than the real one: each of them', () => {
    expect(wrong.length).toBeGreaterThan(200)
    expect(wrong.filter((one) => outcomeOfRow(one) === null).map(({ nr, dan }) => `${nr}: ${dan}`)).toEqual(
      [],
    )
  })

  test.each([
    [
      'a sentence that nobody knows',
      { als: '«Sanne» gooit het signaal weg' },
      'deze zin ken ik niet: "«Sanne» gooit het signaal weg"',
    ],
    [
      'a person that nobody knows',
      { als: '«Piet» bevestigt het signaal' },
      /^"Piet" ken ik niet; wel: Sanne/,
    ],
    [
      'a given that is refused',
      { gegeven: `${row.gegeven}; «Bram» bevestigt het signaal` },
      'het gegeven wordt geweigerd: de rol ontbreekt',
    ],
    [
      'a refusal that it does not name',
      { als: '«Bram» bevestigt het signaal', dan: 'het signaal is in «voorgesteld»' },
      'er is iets geweigerd dat de rij niet noemt: de rol ontbreekt',
    ],
    [
      'a refusal that does not come',
      { dan: 'het wordt geweigerd: «de rol ontbreekt»' },
      '"het wordt geweigerd: «de rol ontbreekt»" klopt niet; het werd niet geweigerd',
    ],
    [
      'another due moment',
      { dan: 'de taak heeft «3 werkdagen»' },
      /klopt niet; wel: maandag 15 juni 2026 17:00/,
    ],
    ['a rule that does not exist', { dan: 'regel «Z-99» is voldaan' }, 'regel Z-99 bestaat niet'],
    [
      'a rule that says nothing here',
      { dan: 'regel «V-01» is voldaan' },
      '"regel «V-01» is voldaan" klopt niet; wel: niet-van-toepassing',
    ],
    [
      'a day that is not that day of the week',
      { als: 'het is «maandag 12 juni 2026 09:00»' },
      '"maandag 12 juni 2026 09:00" is vrijdag 12 juni 2026 09:00',
    ],
  ] as const)('with %s', (_what, but, because) => {
    expect(outcomeOfRow({ ...row, ...but })).toMatch(because)
  })

  test('with a cell too few', () => {
    const markdown = '| Nr | Gegeven | Als | Dan | Bron |\n|---|---|---|---|---|\n| X-1 | a | b | c |'
    expect(() => rowsIn(markdown)).toThrow(Misfit)
  })
})
