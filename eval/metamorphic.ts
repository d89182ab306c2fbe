import { type Catalogue, scanRegistration } from '#scan/scan.ts'

import type { Row } from './measure.ts'

/** What a change of how a text is written did to its score. */
export interface Changed {
  readonly expected: string
  readonly texts: number
  readonly meanChange: number
  readonly largestChange: number
  /** Texts that became a signal or were one no longer; where only one direction is wrong, those. */
  readonly flips: number
  readonly flipsMost: number
  readonly isWithin: boolean
}

type Written = Row['read']

interface Change {
  readonly expected: string
  /** Share of the texts that may flip. */
  readonly flipsMost: number
  /** Undefined where the change does not touch the text. */
  readonly change: (row: Row) => Written | undefined
  /** Whether a new judgement is wrong; unless said otherwise, when it is another one. */
  readonly isWrong?: (before: Outcome, after: Outcome) => boolean
}

interface Outcome {
  readonly score: number
  readonly isSignal: boolean
}

const SHORTER: Readonly<Record<string, string>> = {
  verdachte: 'verd', betrokkene: 'betr', betrokkenen: 'betr', slachtoffer: 'so', getuige: 'get', melder: 'mldr',
  aangever: 'aang', bestuurder: 'bstd', telefoon: 'tel', paspoort: 'pp', ongeveer: 'ong', vanwege: 'vw',
  kenteken: 'kt', voertuig: 'vtg', personen: 'pers', politie: 'pol', volgens: 'vlgs', bijvoorbeeld: 'bv',
  woning: 'wng', euro: 'eur', minuten: 'min',
} // prettier-ignore

const NEUTRAL_PARAGRAPH =
  '\n\nSurveillance daarna voortgezet. Droog weer, weinig wind. Dienstvoertuig afgetankt en binnen gezet.'
const HEADER = 'Van: meldkamer\nAan: basisteam\nOnderwerp: doorgezet bericht\nPrioriteit: normaal\n\n'

/** A sentence in which the person concerned says that nothing is wrong. */
const DENIAL =
  /\b(?:zegt|zei|verklaart|verklaarde|geeft aan|gaf aan|ontkent|ontkende|volgens (?:haar|hem|zichzelf))\b.*\b(?:niets aan de hand|geen problemen?|vrijwillig|alles (?:goed|in orde|prima)|niet gedwongen|zelf voor gekozen|geen hulp|niets? (?:te|willen) (?:verklaren|zeggen))\b/iu

export const CHANGES: Readonly<Record<string, Change>> = {
  'ALL CAPS': {
    expected: 'the same judgement',
    flipsMost: 0.05,
    change: (row) => withText(row, (text) => text.toUpperCase()),
  },
  'without accents': {
    expected: 'the same judgement',
    flipsMost: 0.002,
    change: (row) => withText(row, (text) => text.normalize('NFD').replace(/\p{M}/gu, '')),
  },
  'a typing error in every tenth long word': {
    expected: 'the same judgement',
    flipsMost: 0.04,
    change: (row) => withText(row, mistyped),
  },
  'words abbreviated': {
    expected: 'the same judgement',
    flipsMost: 0.03,
    change: (row) => withText(row, abbreviated),
  },
  'sentences in the opposite order': {
    expected: 'the same judgement',
    flipsMost: 0.02,
    change: (row) => withText(row, (text) => sentencesOf(text).toReversed().join(' ')),
  },
  'a neutral paragraph more': {
    expected: 'the same judgement',
    flipsMost: 0.05,
    change: (row) => withText(row, (text) => text + NEUTRAL_PARAGRAPH),
  },
  'a pasted header': {
    expected: 'the same judgement',
    flipsMost: 0.05,
    change: (row) => withText(row, (text) => HEADER + text),
  },
  'denial by the person left out, in signals': {
    expected: 'no signal lost',
    flipsMost: 0.03,
    change: (row) =>
      row.label.signal
        ? withText(row, (text) =>
            sentencesOf(text)
              .filter((one) => !DENIAL.test(one))
              .join(' '),
          )
        : undefined,
    isWrong: (before, after) => before.isSignal && !after.isSignal,
  },
  'what a person named as evidence left out, in signals that were raised': {
    expected: 'a lower score',
    flipsMost: 0.05,
    change: (row) =>
      row.label.signal && row.judgement.isSignal
        ? withText(row, (text) => row.label.evidence.reduce((now, words) => now.replace(words, ''), text))
        : undefined,
    isWrong: (before, after) => after.score >= before.score,
  },
}

/** Writes texts in another way and judges them again. */
export function changed(
  catalogueOf: (id: string) => Catalogue,
  rows: readonly Row[],
): Readonly<Record<string, Changed>> {
  const entries = Object.entries(CHANGES).map(([name, change]) => [name, tried(catalogueOf, rows, change)])
  return Object.fromEntries(entries)
}

function tried(
  catalogueOf: (id: string) => Catalogue,
  rows: readonly Row[],
  { expected, flipsMost, change, isWrong = (before, after) => before.isSignal !== after.isSignal }: Change,
): Changed {
  let [texts, sum, largest, flips] = [0, 0, 0, 0]
  for (const row of rows) {
    const written = change(row)
    if (!written) continue
    const after = scanRegistration(catalogueOf(row.read.id), written)
    const distance = Math.abs(after.score - row.judgement.score)
    texts += 1
    sum += distance
    largest = Math.max(largest, distance)
    if (isWrong(row.judgement, after)) flips += 1
  }
  const isWithin = flips <= flipsMost * texts
  return {
    expected,
    texts,
    meanChange: texts === 0 ? 0 : sum / texts,
    largestChange: largest,
    flips,
    flipsMost,
    isWithin,
  }
}

function withText({ read }: Row, change: (text: string) => string): Written | undefined {
  const text = change(read.text)
  return text === read.text || text.trim() === '' ? undefined : { ...read, text }
}

function sentencesOf(text: string): readonly string[] {
  return text.split(/(?<=[.!?])\s+/u)
}

/** Two letters inside of every tenth word of six letters or more change places. */
function mistyped(text: string): string {
  let seen = 0
  return text.replace(/\p{L}{6,}/gu, (word) => {
    seen += 1
    if (seen % 10 !== 5) return word
    const at = 1 + (seen % (word.length - 3))
    return word.slice(0, at) + word[at + 1]! + word[at]! + word.slice(at + 2)
  })
}

function abbreviated(text: string): string {
  return text.replace(/\p{L}+/gu, (word) => SHORTER[word] ?? word)
}
