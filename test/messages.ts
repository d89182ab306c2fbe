// Reads the texts of the screens: src/web/messages, JSON files per language, Dutch beside English.
import { readFileSync } from 'node:fs'
import { filesBelow } from './source.ts'

export interface Texts {
  readonly file: string
  /** Full key, with dots between its parts → text. */
  readonly entries: ReadonlyMap<string, string>
}

const MESSAGES = 'src/web/messages'

export function messageFiles(): readonly string[] {
  return filesBelow(MESSAGES).filter((file) => file.endsWith('.json'))
}

/** `nl` or `en` as a part of the path below the messages: nl.json, nl/signal.json or signal.nl.json. */
export function languageOf(file: string): 'nl' | 'en' | undefined {
  const parts = file.slice(MESSAGES.length).split(/[/.]/)
  return parts.includes('nl') ? 'nl' : parts.includes('en') ? 'en' : undefined
}

/** The same texts in English. */
export function englishBeside(file: string): string {
  return MESSAGES + file.slice(MESSAGES.length).replace(/(^|[/.])nl(?=[/.])/, '$1en')
}

export function readTexts(file: string): Texts {
  return { file, entries: new Map(flat(JSON.parse(readFileSync(file, 'utf8')), '')) }
}

function flat(value: unknown, key: string): readonly (readonly [string, string])[] {
  if (typeof value !== 'object' || value === null) return [[key, String(value)]]
  return Object.entries(value).flatMap(([name, inner]) => flat(inner, key === '' ? name : `${key}.${name}`))
}

/** The names between `{{ }}`, which i18next fills in, in one string; a format behind a comma is not part of a name. */
export function slotsOf(text: string): string {
  const names = [...text.matchAll(/\{\{-?\s*([^,}\s]+)[^}]*\}\}/g)].map(([, name]) => name ?? '')
  return names.toSorted().join(' ')
}

/** The absence of a finding proves nothing, so no screen may say that there is no signal. */
export function saysThereIsNone(text: string): boolean {
  return /\bgeen\s+(enkel\s+)?signaal\b|\bgeen\s+signalen\s+(gevonden|aangetroffen)\b|\bno\s+signal\b|\bno\s+signals\s+(were\s+)?(found|detected)\b/i.test(
    text,
  )
}
