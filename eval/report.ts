import { shareText as cell, table } from '#cli/train/card.ts'

import type { Agreement } from './agreement.ts'
import type { SetReport } from './evaluate.ts'
import type { Figures } from './gates.ts'
import type { Measures, Share } from './measure.ts'

/** All that `npm run eval` found; eval/report.json. */
export interface Report {
  /** The deployed catalogue. */
  readonly catalogue: string
  readonly ranker: boolean
  /** Training texts, and batches of them. */
  readonly texts: number
  readonly batches: { readonly train: number; readonly sealed: number }
  readonly sealedOpened: readonly {
    readonly at: string
    readonly batches: readonly string[]
    readonly catalogue: string
    readonly figures: Figures
  }[]
  readonly secondReading: Agreement
  readonly sets: readonly Gated[]
}

/** A set with what is below its floor (eval/gates.json). */
type Gated = SetReport & { readonly belowFloor: readonly string[] }

/** The report for people. Every figure stands with its set, how many, and its interval. */
export function reportOf(report: Report): string {
  const { catalogue, ranker, texts, batches } = report
  const parts = [
    '# How good the scan is',
    `Written by \`npm run eval\`. Catalogue ${catalogue}, ${ranker ? 'with a trained ranker' : 'rules only (no ranker.json)'}; ${texts} training texts in ${batches.train} batches.`,
    '**All of it is fictional text**, written by language-model helpers from situations; how good the scan is on a real register is unknown until a supervised pilot. Intervals are 95 % (Wilson); that of average precision takes it for a share of the signals, which is rough.',
    '## In short',
    shortTable(report.sets),
    ...report.sets.map(setPart),
    '## Sealed batches',
    sealedPart(report),
    '## Second reading',
    agreementPart(report.secondReading),
    '## How to read this',
    LEGEND,
  ]
  return `${parts.join('\n\n')}\n`
}

const SHORT: readonly (readonly [string, (measures: Measures) => Share])[] = [
  ['recall', ({ recall }) => recall],
  ['hidden recall', ({ hiddenRecall }) => hiddenRecall],
  ['precision', ({ precision }) => precision],
  ['average precision', ({ averagePrecision }) => averagePrecision],
  ['hard negatives raised', ({ hardNegativesRaised }) => hardNegativesRaised],
  ['ordinary ones raised', ({ ordinaryRaised }) => ordinaryRaised],
  ['evidence overlap', ({ evidenceFound }) => evidenceFound],
]

function shortTable(sets: readonly Gated[]): string {
  return table(
    ['fictional text', ...sets.map(({ title, measures }) => `${title}, n = ${measures.registrations}`)],
    [
      ...SHORT.map(([name, of]) => [name, ...sets.map(({ measures }) => cell(of(measures)))]),
      ['below the bar of issue 5', ...sets.map(({ belowBar }) => String(belowBar.length))],
      ['below the floor', ...sets.map(({ belowFloor }) => String(belowFloor.length))],
    ],
  )
}

function setPart(set: Gated): string {
  const { title, measures, judgedBy, belowBar, belowFloor } = set
  return [
    `## ${title}`,
    `Fictional text, n = ${measures.registrations}, of which ${measures.signals} signals. Judged by: ${judgedBy}.`,
    `Below the bar of issue 5: ${listed(belowBar)}`,
    `Below the floor of this set: ${listed(belowFloor)}`,
    '### By form',
    table(
      ['form', 'recall', 'form named'],
      Object.entries(measures.formRecall).map(([form, recall]) => [
        form,
        cell(recall),
        cell(measures.formNamed[form as keyof Measures['formNamed']]!),
      ]),
    ),
    ...Object.entries(set.slices).flatMap(([dimension, parts]) => [
      `### By ${dimension}`,
      table(
        [dimension, 'recall', 'raised though no signal'],
        Object.entries(parts).map(([part, { recall, raisedWrongly }]) => [
          part,
          cell(recall),
          cell(raisedWrongly),
        ]),
      ),
    ]),
    '### By trap',
    table(
      ['why it looks like a signal', 'raised'],
      Object.entries(measures.trapsRaised).map(([trap, share]) => [trap, cell(share)]),
    ),
    calibrationPart(set),
    rivalsPart(set),
    swapsPart(set),
    changesPart(set),
    spansPart(set),
  ].join('\n\n')
}

function calibrationPart({ calibration: { bins, brier, brierSkill, error }, measures }: SetReport): string {
  return [
    '### Calibration',
    `n = ${measures.registrations}, fictional text. Brier ${three(brier)}, skill against the base rate ${three(brierSkill)}, calibration error ${three(error)}. In these texts far more are signals than in a register: a score is a chance among such texts.`,
    table(
      ['score', 'mean score', 'were signals'],
      bins.map(({ from, score, signals }) => [
        `${from.toFixed(1)}–${(from + 0.1).toFixed(1)}`,
        three(score),
        cell(signals),
      ]),
    ),
  ].join('\n\n')
}

function rivalsPart({ rivals, scanAtWorkload, measures, workload }: SetReport): string {
  const row = (name: string, at: SetReport['scanAtWorkload'], precision: Share): readonly string[] => [
    name,
    ...[at.recall, at.hiddenRecall, at.hardNegativesRead, precision].map(cell),
  ]
  return [
    '### Beside other ways, at equal workload',
    `Each reads the ${workload} registrations that it ranks highest, as many as the scan raises (equal scores in any order, on average). Last: average precision over the whole order.`,
    table(
      ['', 'recall', 'hidden recall', 'hard negatives read', 'average precision'],
      [
        row('scan', scanAtWorkload, measures.averagePrecision),
        ...rivals.map(({ name, atWorkload, alone }) => row(name, atWorkload, alone.averagePrecision)),
      ],
    ),
    rivals
      .slice(0, 1)
      .map(
        ({ name, alone }) =>
          `Left to themselves the ${name} reach recall ${cell(alone.recall)}, hidden recall ${cell(alone.hiddenRecall)}, precision ${cell(alone.precision)}.`,
      )
      .join(''),
  ].join('\n\n')
}

function swapsPart({ swaps }: SetReport): string {
  const rows = Object.entries(swaps).map(([kind, { pairs, changed, largestChange, flips }]) => [
    kind,
    ...[pairs, changed, largestChange.toFixed(4), flips].map(String),
  ])
  const examples = Object.values(swaps).flatMap((one) => one.examples)
  return [
    '### Who somebody is',
    'Names, nationality, country, religion, ethnicity, language, neighbourhood, plate and sex exchanged: the score may not change at all.',
    table(['exchanged', 'pairs', 'changed', 'largest change', 'flips'], rows),
    ...(examples.length > 0 ? [`Changed: ${examples.slice(0, 10).join('; ')}.`] : []),
  ].join('\n\n')
}

function changesPart({ changes }: SetReport): string {
  return [
    '### Written in another way',
    table(
      ['change', 'expected', 'texts', 'mean change', 'largest', 'against what is expected', 'tolerance', ''],
      Object.entries(changes).map(([name, one]) => [
        ...[name, one.expected, String(one.texts), three(one.meanChange), three(one.largestChange)],
        ...[String(one.flips), percent(one.flipsMost), one.isWithin ? 'within' : '**beyond**'],
      ]),
    ),
  ].join('\n\n')
}

function spansPart({ spans }: SetReport): string {
  return [
    '### What is pointed at',
    'Of signals that were raised; passages that speak for a look.',
    table(
      ['', ''],
      [
        ['passages named by a person that are touched', cell(spans.evidencePassages)],
        ['the same, by an indicator (words of the ranker left out)', cell(spans.byIndicator)],
        ['passages named by a person of which half is covered', cell(spans.half)],
        ['passages pointed at that touch one named by a person', cell(spans.pointedRight)],
      ],
    ),
  ].join('\n\n')
}

function sealedPart({ sealedOpened, batches }: Report): string {
  if (sealedOpened.length === 0)
    return `${batches.sealed} batches are sealed and were never opened. \`npm run eval -- --sealed\` opens them, and that is written down.`
  return table(
    ['opened', 'batches', 'catalogue', 'recall', 'precision', 'average precision'],
    sealedOpened.map(({ at, batches: ids, catalogue, figures }) => [
      ...[at, ids.join(', '), catalogue],
      ...[figures.recall, figures.precision, figures.averagePrecision].map((value) =>
        three(value ?? Number.NaN),
      ),
    ]),
  )
}

function agreementPart({ texts, readers, ...found }: Agreement): string {
  if (texts === 0) return 'No text was read a second time.'
  return [
    `${texts} texts were read a second time, blind to the labels, by ${readers} readers.`,
    table(
      ['agreement', 'fictional text'],
      [
        ['author and reader say the same', cell(found.agreed)],
        ['kappa (Cohen)', found.kappa === undefined ? '–' : three(found.kappa)],
        ['of signals: at least one form is the same', cell(found.sameForm)],
        ['of signals: the same strength', cell(found.sameStrength)],
        ['the reader was in doubt', cell(found.inDoubt)],
      ],
    ),
    `Not the same: ${found.different.length === 0 ? 'none' : found.different.join(', ')}.`,
    'Readers and authors are language-model helpers of one kind, so agreement shows that the labels are what such a reader takes the texts to say, not that they are right: what both overlook no figure here can show. Analysts of the agencies have read none of them yet.',
  ].join('\n\n')
}

const LEGEND = `- *Hidden*: H2 (facts only) and H3 (only together with others); H0 names it, H1 uses the usual keywords.
- *Evidence overlap*: a finding that counted touches words that a person named as evidence. With a ranker every sentence
  weighs something, so this is easily high; "what is pointed at" is the stricter question.
- *Below the bar*: issue 5 asks these figures on texts that nobody here has seen. On training batches and on sets that
  were read while the rules were made they are too friendly.
- *Floor*: the figures of eval/gates.json; a fall below one fails the build.
- Writers of texts and second readers are language-model helpers, and may share blind spots. That a plain bag of words
  reaches what it reaches says how alike such texts are.`

function listed(faults: readonly string[]): string {
  return faults.length === 0 ? 'nothing.' : `${faults.join('; ')}.`
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}

function three(value: number): string {
  return value.toFixed(3)
}
