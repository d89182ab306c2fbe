import { readFileSync } from 'node:fs'

/** One row of GLOSSARY.md. A cell may hold several words; `–` is none. */
export interface Row {
  readonly english: readonly string[]
  readonly dutch: readonly string[]
  readonly code: readonly string[]
  readonly meaning: string
  readonly source: string
}

const HEADER = ['English', 'Dutch', 'Code', 'Meaning', 'Source']

/** @throws when a table has other columns than the five. */
export function readGlossary(text = readFileSync('GLOSSARY.md', 'utf8')): readonly Row[] {
  const lines = text.split('\n').filter((line) => line.startsWith('|'))
  return lines.flatMap((line) => {
    const cells = line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim())
    if (cells.length !== HEADER.length) throw new Error(`a row with ${cells.length} columns: ${line}`)
    const [english = '', dutch = '', code = '', meaning = '', source = ''] = cells
    if (cells.join() === HEADER.join() || /^-+$/.test(english)) return []
    return [{ english: words(english), dutch: words(dutch), code: words(code), meaning, source }]
  })
}

function words(cell: string): readonly string[] {
  return cell === '–' ? [] : cell.split(',').map((word) => word.replaceAll('`', '').trim())
}
