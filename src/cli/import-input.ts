import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import type { Readable } from 'node:stream'
import { readMapping, type CsvMapping } from '#actions/csv-mapping.ts'
import { textBytes, UnreadableFile } from '#actions/input-bytes.ts'
import type { InputFormat } from '#actions/input-lines.ts'
import { readChunks } from '#actions/spool.ts'

/** What cannot be done as asked; one sentence for the person who asked. */
export class Unusable extends Error {
  override readonly name = 'Unusable'
}

/** A file that was asked for and can be read. */
export interface FoundFile {
  /** As it was given, for what we say about it. */
  readonly shown: string
  /** Without the folders, for the record of the import. */
  readonly name: string
  readonly format: InputFormat
  readonly bytes: number | null
  readonly open: () => AsyncIterable<Uint8Array>
}

export interface Asked {
  readonly files: readonly string[]
  readonly format: 'ndjson' | 'csv' | undefined
}

/** Looks at every file before the first is taken in. @throws {Unusable} about the first that cannot be. */
export async function findFiles(
  { files, format }: Asked,
  mapping: CsvMapping | undefined,
  stdin: Readable,
): Promise<readonly FoundFile[]> {
  if (mapping && format === 'ndjson') throw new Unusable('--mapping is for CSV')
  if (new Set(files).size < files.length) throw new Unusable('the same file twice')
  const found: FoundFile[] = []
  for (const file of files) found.push(await findFile(file, formatOf(file, format, mapping), stdin))
  return found
}

/** @throws {Unusable} when it is no mapping. */
export function readMappingFile(path: string): CsvMapping {
  let value: unknown
  try {
    value = JSON.parse(readFileSync(path, 'utf8')) as unknown
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new Unusable(code ? `${path}: cannot be read (${code})` : `${path}: is not JSON`)
  }
  const mapping = readMapping(value)
  if (mapping.ok) return mapping.value
  throw new Unusable(`${path}: is no mapping of columns (${mapping.refusal}); see spoor import --help`)
}

function formatOf(
  file: string,
  format: 'ndjson' | 'csv' | undefined,
  mapping: CsvMapping | undefined,
): InputFormat {
  if (mapping) return { format: 'csv', mapping }
  return { format: format ?? (/\.csv(\.gz)?$/i.test(file) ? 'csv' : 'ndjson') }
}

async function findFile(file: string, format: InputFormat, stdin: Readable): Promise<FoundFile> {
  if (file === '-') {
    return { shown: 'standard input', name: 'stdin', format, bytes: null, open: () => stdin }
  }
  const seen = statSync(file, { throwIfNoEntry: false })
  if (!seen) throw new Unusable(`${file}: there is no such file`)
  if (seen.isDirectory()) throw new Unusable(`${file}: is a folder; give a file of registrations`)
  if (seen.isFile()) await refuseNoText(file)
  const bytes = seen.isFile() ? seen.size : null
  return { shown: file, name: basename(file), format, bytes, open: () => readChunks(file, 'follow links') }
}

/** Looks at the beginning, so that no import is begun of what cannot be one. */
async function refuseNoText(file: string): Promise<void> {
  try {
    for await (const _ of textBytes(readChunks(file, 'follow links'))) return
  } catch (error) {
    throw error instanceof UnreadableFile
      ? new Unusable(`${file}: ${faultText(error.fault)}`)
      : unreadable(file, error)
  }
}

function unreadable(file: string, error: unknown): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException
  return syscall === 'open' || syscall === 'read' ? new Unusable(`${file}: cannot be read (${code})`) : error
}

const FAULT_TEXTS: Readonly<Record<UnreadableFile['fault'], string>> = {
  'not-text': 'is not text',
  'broken-gzip': 'the gzip data is damaged',
  'columns-missing':
    'its header lacks a column without which no row can be read (id, organisation, registeredAt, text)',
  'mapping-unusable': 'its mapping of columns cannot be used',
  'file-missing': 'is gone',
  'unpacks-too-large': 'unpacks to more than a delivery can be',
  'too-heavy': 'takes more memory to read than a delivery may',
  'too-slow': 'takes too long to read',
}

export function faultText(fault: UnreadableFile['fault']): string {
  return FAULT_TEXTS[fault]
}
