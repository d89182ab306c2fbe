// The scenario tables in this folder, carried out row by row through the real deciders. How to read them: README.md.
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { CHECKS, DEEDS } from './phrases/all.ts'
import { outcomeOfRow, rowsIn, sentencesOf, shapeOf } from './table.ts'

const FOLDER = new URL('.', import.meta.url)
const TABLES = readdirSync(FOLDER).filter((file) => file.endsWith('.md') && file !== 'README.md')
const tables = TABLES.map((file) => ({ file, rows: rowsIn(readFileSync(new URL(file, FOLDER), 'utf8')) }))
const all = tables.flatMap(({ rows }) => rows)

describe.each(tables)('$file', ({ rows }) => {
  test.each(rows.map((row) => [`${row.nr}: ${row.gegeven} / ${row.als} / ${row.dan}`, row] as const))(
    '%s',
    (_name, row) => {
      expect(outcomeOfRow(row)).toBeNull()
    },
  )
})
