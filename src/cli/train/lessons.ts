import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import type { Form } from '#core/form.ts'
import { type Catalogue, type Lesson, lessonOf, type Scannable } from '#scan/scan.ts'

/** The label of a training text, as its author gave it (training/README.md). */
export interface TextLabel {
  readonly signal: boolean
  readonly strength: 'strong' | 'medium' | 'weak' | 'none'
  readonly forms: readonly Form[]
  readonly hiddenness: 'H0' | 'H1' | 'H2' | 'H3' | null
  readonly evidence: readonly string[]
  readonly trap: string | null
}

/** One registration of `training/`, with its label. */
export interface TrainingText extends Scannable {
  readonly label: TextLabel
}

/** A text as it is learned from. */
export interface Labelled extends Lesson {
  readonly id: string
  readonly batch: string
  readonly signal: boolean
  readonly forms: readonly Form[]
}

/** What each batch is for. `sealed`: never looked at while rules or model are made; opened once, for the report. */
export interface Batches {
  readonly train: readonly string[]
  readonly sealed: readonly string[]
}

const TEXTS = 'texts.ndjson'

/** What each batch of a folder is for: its `batches.json`. */
export function batchesIn(folder: string): Batches {
  return JSON.parse(readFileSync(join(folder, 'batches.json'), 'utf8')) as Batches
}

/** The texts of one batch. */
export function textsOf(folder: string, batch: string): readonly TrainingText[] {
  const lines = readFileSync(join(folder, batch, TEXTS), 'utf8').split('\n')
  return lines.filter((line) => line.trim() !== '').map((line) => JSON.parse(line) as TrainingText)
}

/** SHA-256 over the texts of batches, in their order; its first twelve hexadecimal digits. */
export function hashOfTexts(folder: string, batches: readonly string[]): string {
  const hash = createHash('sha256')
  for (const batch of batches)
    hash.update(readFileSync(join(folder, batch, TEXTS), 'utf8').replaceAll('\r\n', '\n'))
  return hash.digest('hex').slice(0, 12)
}

/** Reads batches as lessons, with the rules of a catalogue. */
export function lessonsOf(
  catalogue: Catalogue,
  folder: string,
  batches: readonly string[],
): readonly Labelled[] {
  return batches.flatMap((batch) =>
    textsOf(folder, batch).map(({ label, ...text }) => ({
      ...lessonOf(catalogue, { id: text.id, title: text.title, text: text.text }),
      ...{ id: text.id, batch, signal: label.signal, forms: label.forms },
    })),
  )
}
