import { isMap, isPair, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node } from 'yaml'
import type { Label } from '#process/sourced.ts'
import type { Fault } from './fault.ts'

export type JsonPath = readonly (string | number)[]

/** A JSON file that a person wrote, and where everything stands in it. */
export interface JsonFile {
  readonly file: string
  /** undefined when the text is no JSON. */
  readonly value: unknown
  /** No JSON, or a name that stands twice. */
  readonly faults: readonly Fault[]
  /** The line of a value, by its name where it has one; of the nearest thing around it when it is not there. */
  readonly lineOf: (path: JsonPath) => number
}

/** JSON is YAML too, so that the YAML reader tells the lines. It is asked only when there is something to tell. */
export function readJson(file: string, text: string): JsonFile {
  let places: Places | undefined
  const look = () => (places ??= placesIn(text))
  const lineOf = (path: JsonPath) => lineIn(look(), path)
  try {
    const value: unknown = JSON.parse(text)
    const faults = keysIn(text) === keysOf(value) ? [] : twice(file, look())
    return { file, value, faults, lineOf }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    const fault = { file, line: lineOfSyntax(error.message, text, look), says: inPlainWords(error.message) }
    return { file, value: undefined, faults: [fault], lineOf: () => fault.line }
  }
}

interface Places {
  readonly document: Document.Parsed
  readonly lines: LineCounter
}

function placesIn(text: string): Places {
  const lines = new LineCounter()
  return { document: parseDocument(text, { lineCounter: lines, schema: 'json' }), lines }
}

function lineIn({ document, lines }: Places, path: JsonPath): number {
  let node: unknown = document.contents
  let at = 0
  for (const step of path) {
    const next: unknown = isMap(node)
      ? node.items.find(({ key }) => isScalar(key) && key.value === step)
      : isSeq(node)
        ? node.items[Number(step)]
        : undefined
    if (next === undefined) break
    at = offsetOf(isPair(next) ? next.key : next) ?? at
    node = isPair(next) ? next.value : next
  }
  return lines.linePos(at).line
}

function offsetOf(node: unknown): number | undefined {
  return (node as Node).range?.[0]
}

function twice(file: string, { document }: Places): readonly Fault[] {
  return document.errors
    .filter(({ code }) => code === 'DUPLICATE_KEY')
    .map(({ linePos }) => ({
      file,
      line: linePos?.[0].line ?? 1,
      says: {
        en: 'this name stands twice here; only the last one would count',
        nl: 'deze naam staat hier twee keer; alleen de laatste zou gelden',
      },
    }))
}

/** The names in the text, and those that are left of them: a name that stands twice is lost when it is read. */
function keysIn(text: string): number {
  return [...text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/g)].filter(([, colon]) => colon !== undefined).length
}

function keysOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  const below = Object.values(value).reduce<number>((sum, one) => sum + keysOf(one), 0)
  return Array.isArray(value) ? below : below + Object.keys(value).length
}

function lineOfSyntax(message: string, text: string, look: () => Places): number {
  const position = / at position (\d+)/.exec(message)?.[1]
  if (position !== undefined) return text.slice(0, Number(position)).split('\n').length
  if (/end of JSON/.test(message)) return text.trimEnd().split('\n').length
  return look().document.errors[0]?.linePos?.[0].line ?? 1
}

function inPlainWords(message: string): Label {
  if (/Expected ',' or/.test(message)) {
    return {
      en: 'something is missing before this place, mostly a comma at the end of the line above',
      nl: 'voor deze plaats ontbreekt iets, meestal een komma aan het eind van de regel erboven',
    }
  }
  if (/property name/.test(message)) {
    return {
      en: 'a name between double quotes must stand here; mostly there is a comma too many on the line above',
      nl: 'hier moet een naam tussen dubbele aanhalingstekens staan; meestal staat er een komma te veel op de regel erboven',
    }
  }
  if (/control character|Unterminated/.test(message)) {
    return {
      en: 'a text on this line does not end: its closing double quote is missing',
      nl: 'een tekst op deze regel eindigt niet: het dubbele aanhalingsteken sluiten ontbreekt',
    }
  }
  if (/end of JSON/.test(message)) {
    return {
      en: 'the file stops before it is finished: a closing bracket is missing',
      nl: 'het bestand houdt op voordat het af is: er ontbreekt een sluithaak',
    }
  }
  if (/after JSON/.test(message)) {
    return {
      en: 'the file goes on after its last bracket: there is a bracket too many',
      nl: 'het bestand gaat door na de laatste haak: er staat een haak te veel',
    }
  }
  return {
    en: `this cannot be read; texts stand between double quotes (${message})`,
    nl: `dit is niet te lezen; teksten staan tussen dubbele aanhalingstekens (${message})`,
  }
}
