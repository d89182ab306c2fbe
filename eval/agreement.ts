import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import type { TrainingText } from '#cli/train/lessons.ts'
import type { Form } from '#core/form.ts'

import { type Share, share } from './measure.ts'

/** What a second reader said of a text, without knowing its label (training/README.md). */
export interface SecondReading {
  readonly id: string
  readonly reader: string
  readonly signal: boolean
  readonly strength: string
  readonly forms: readonly Form[]
  /** False: the reader was in doubt. */
  readonly sure: boolean
}

/** How far author and second reader agree. */
export interface Agreement {
  readonly texts: number
  readonly readers: number
  readonly agreed: Share
  /** Cohen: agreement beyond what chance would give, 1 at most; undefined when either said the same of every text. */
  readonly kappa: number | undefined
  /** Of what both hold for a signal: at least one form is the same. */
  readonly sameForm: Share
  readonly sameStrength: Share
  readonly inDoubt: Share
  /** Ids of texts of which they do not say the same. */
  readonly different: readonly string[]
}

type Read = Pick<TrainingText, 'id' | 'label'>

const FILE = 'second-reading.ndjson'

/** All second readings of a folder of training texts; none when nobody read a second time. */
export function secondReadings(folder: string): readonly SecondReading[] {
  const path = join(folder, FILE)
  if (!existsSync(path)) return []
  const lines = readFileSync(path, 'utf8').split('\n')
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as SecondReading)
}

export function agreementOf(texts: readonly Read[], readings: readonly SecondReading[]): Agreement {
  const labels = new Map(texts.map(({ id, label }) => [id, label]))
  const pairs = readings.flatMap((reading) => {
    const label = labels.get(reading.id)
    return label === undefined ? [] : [{ label, reading }]
  })
  const both = pairs.filter(({ label, reading }) => label.signal && reading.signal)
  const same = pairs.filter(({ label, reading }) => label.signal === reading.signal)
  return {
    texts: pairs.length,
    readers: new Set(pairs.map(({ reading }) => reading.reader)).size,
    agreed: share(same.length, pairs.length),
    kappa: kappaOf(pairs.map(({ label, reading }) => [label.signal, reading.signal])),
    sameForm: share(
      both.filter(({ label, reading }) => label.forms.some((form) => reading.forms.includes(form))).length,
      both.length,
    ),
    sameStrength: share(
      both.filter(({ label, reading }) => label.strength === reading.strength).length,
      both.length,
    ),
    inDoubt: share(pairs.filter(({ reading }) => !reading.sure).length, pairs.length),
    different: pairs
      .filter(({ label, reading }) => label.signal !== reading.signal)
      .map(({ reading }) => reading.id)
      .toSorted(),
  }
}

function kappaOf(pairs: readonly (readonly [boolean, boolean])[]): number | undefined {
  const part = (count: number) => count / pairs.length
  const first = part(pairs.filter(([one]) => one).length)
  const second = part(pairs.filter(([, other]) => other).length)
  const observed = part(pairs.filter(([one, other]) => one === other).length)
  const byChance = first * second + (1 - first) * (1 - second)
  return pairs.length === 0 || byChance === 1 ? undefined : (observed - byChance) / (1 - byChance)
}
