import type { RankerData } from '#scan/ranker-schema.ts'
import type { Catalogue } from '#scan/scan.ts'

/** A share with its 95 % interval (Wilson); `share` is absent of nothing. */
export interface MeasuredShare {
  readonly hits: number
  readonly n: number
  readonly share?: number | undefined
  readonly low?: number | undefined
  readonly high?: number | undefined
}

/** Of `eval/report.json` what the card repeats. */
export interface MeasuredReport {
  readonly catalogue: string
  readonly sealedOpened: readonly { readonly at: string; readonly batches: readonly string[] }[]
  readonly sets: readonly MeasuredSet[]
}

interface MeasuredSet {
  readonly title: string
  readonly judgedBy: string
  readonly measures: Readonly<Record<(typeof FIGURES)[number][0], MeasuredShare>> & {
    readonly registrations: number
    readonly signals: number
    readonly formRecall: Readonly<Record<string, MeasuredShare>>
  }
  readonly calibration: {
    readonly bins: readonly {
      readonly from: number
      readonly score: number
      readonly signals: MeasuredShare
    }[]
    readonly brier: number
    readonly error: number
  }
  readonly rivals: readonly {
    readonly name: string
    readonly alone: { readonly averagePrecision: MeasuredShare }
    readonly atWorkload: { readonly recall: MeasuredShare }
  }[]
  readonly scanAtWorkload: { readonly recall: MeasuredShare }
  readonly workload: number
  readonly swaps: Readonly<Record<string, { readonly pairs: number; readonly changed: number }>>
  readonly belowBar: readonly string[]
}

const FIGURES = [
  ['recall', 'signals that were raised'],
  ['hiddenRecall', 'hidden signals that were raised'],
  ['precision', 'of what was raised: signals'],
  ['averagePrecision', 'average precision'],
  ['hardNegativesRaised', 'hard negatives raised'],
  ['ordinaryRaised', 'ordinary work raised'],
  ['evidenceFound', 'evidence overlap'],
] as const

/** The model card of what is deployed: the catalogue with its ranker, and what `npm run eval` measured last. Markdown. */
export function cardOf(catalogue: Catalogue, report: MeasuredReport): string {
  const { ranker, version, indicators } = catalogue
  const first = indicators.filter(({ needsSeveral }) => !needsSeveral).length
  return `${[
    '# Model card',
    'Written by `spoor catalogue card` from what is deployed; not by hand. The measurement is explained in `eval/report.md`, the texts in `training/README.md`.',
    '## What it is',
    `Catalogue ${version}: ${first} indicators that look at one registration, written by hand, and ${ranker ? 'a ranker: a logistic model that adds what indicators and neutral words weigh' : '**no ranker** (`indicators/ranker.json` is absent): findings are counted by strength, and the score is a count, no measured chance'}. It scores a registration, never a person: whether an analyst would want to look at it as a possible signal of human trafficking. Every score is explained wholly by findings with their words and weights; without a finding of an indicator that counts a registration is no signal, whatever the words weigh.`,
    '## What it must not be used for',
    FORBIDDEN,
    '## Trained on',
    ranker ? trainedPart(ranker.data) : 'Nothing: the rules are judgements of those who wrote them.',
    ...measuredPart(report, version),
    '## Threshold and what it costs',
    ranker
      ? thresholdPart(ranker.data)
      : `A signal from ${catalogue.settings.signalFrom} points (S ${catalogue.settings.points.S}, M ${catalogue.settings.points.M}, Z ${catalogue.settings.points.Z}); chosen by judgement, not from a stated cost.`,
    '## What may not weigh',
    blockedPart(catalogue),
    ...(ranker ? ['## What weighs most', heaviestPart(ranker.data)] : []),
    '## Known limits',
    LIMITS,
  ].join('\n\n')}\n`
}

const FORBIDDEN = `- To decide about a person, or as evidence against or for one: it says which registrations somebody should read.
- To conclude that something is safe: what it does not raise was not looked at by anybody.
- To rank persons, groups, neighbourhoods or officers, for immigration control, or for anything but the purpose of Spoor.
- Without people who read, decide and give reasons; it dismisses nothing by itself.`

const LIMITS = `- All text that it was made and measured with is **fictional**. How good it is on a real register is unknown until a
  supervised pilot; base rates, style and errors of real text differ.
- Writers of the texts and second readers of the labels are language-model helpers: they may share blind spots with each
  other and with whoever wrote the rules. What none of them thought of is not in any figure here.
- A bag of words alone reaches much of it on these texts (see above). That says how alike they are, more than how easy the
  work is.
- In the texts about one in five is a signal, in a register very few: a score of 0.8 is right four times in five among texts
  like these, not in a register.
- It reads one registration at a time. What only several registrations show together (H3) it does not see.
- Spelling that it does not know, foreign languages, photographs and attachments are not read.
- Who somebody is may not weigh; where the same words are used of one group more than of another, its precision may still
  differ. The swaps show that the words for a group do nothing, not that groups are written about alike.`

function trainedPart({ trained, crossValidated }: RankerData): string {
  const figures = Object.entries(crossValidated).map(([name, value]) => `${name} ${value}`)
  return `${trained.texts} fictional registrations in ${trained.batches.length} batches, each by one author (${trained.signals} signals); hash of the texts ${trained.hash}. While it was trained, groups of batches judged by a model of the others gave: ${figures.join(', ')} (fictional text). The same texts and rules give the same file, to the bit.`
}

function measuredPart({ catalogue, sets, sealedOpened }: MeasuredReport, version: string): readonly string[] {
  const stale =
    catalogue === version
      ? []
      : [
          `**These figures were measured with catalogue ${catalogue}, not with the deployed one: run \`npm run eval\`.**`,
        ]
  const opened = sealedOpened.map(({ at, batches }) => `${at} (${batches.join(', ')})`)
  return [
    '## How good, on fictional text',
    ...stale,
    `Intervals are 95 % (Wilson). Sealed batches were ${opened.length === 0 ? 'never opened' : `opened ${opened.join('; ')}`}.`,
    ...sets.flatMap(setPart),
  ]
}

function setPart(set: MeasuredSet): readonly string[] {
  const { title, judgedBy, measures, calibration, rivals, scanAtWorkload, workload, swaps, belowBar } = set
  const pairs = Object.values(swaps).reduce((sum, one) => sum + one.pairs, 0)
  const changed = Object.values(swaps).reduce((sum, one) => sum + one.changed, 0)
  const rows = [
    ...FIGURES.map(([key, name]) => [name, shareText(measures[key])]),
    ...Object.entries(measures.formRecall).map(([form, share]) => [`recall of ${form}`, shareText(share)]),
    ['identities swapped: pairs, of which the score changed', `${pairs}, ${changed}`],
    [`at equal workload (${workload} read): recall of the scan`, shareText(scanAtWorkload.recall)],
    ...rivals.map(({ name, atWorkload, alone }) => [
      `the same, ${name}`,
      `${shareText(atWorkload.recall)}; average precision ${shareText(alone.averagePrecision)}`,
    ]),
    ['Brier, calibration error', `${calibration.brier.toFixed(3)}, ${calibration.error.toFixed(3)}`],
  ]
  return [
    `### ${title}`,
    `Fictional text, n = ${measures.registrations}, ${measures.signals} signals. Judged by: ${judgedBy}. Below the bar of issue 5: ${belowBar.length === 0 ? 'nothing' : belowBar.join('; ')}.`,
    table(['figure', ''], rows),
    'Calibration:',
    table(
      ['score from', 'mean score', 'were signals'],
      calibration.bins.map(({ from, score, signals }) => [
        from.toFixed(1),
        score.toFixed(3),
        shareText(signals),
      ]),
    ),
  ]
}

function thresholdPart({ threshold, cost }: RankerData): string {
  return `A registration is a signal from a chance of ${threshold}. That follows from what was stated: a missed signal costs ${cost.missed}, a registration that somebody reads for nothing ${cost.lookedAt}, so reading pays from ${cost.lookedAt} / (${cost.lookedAt} + ${cost.missed}). Another cost is another threshold; it is a decision of people, not of the model.`
}

function blockedPart({ settings }: Catalogue): string {
  const barred = Object.entries(settings.barredWords).map(([kind, words]) => `${kind} (${words.length})`)
  const proxies = Object.entries(settings.proxyWords).map(
    ([kind, { why, words }]) => `- ${kind} (${words.length} words). ${why.en}`,
  )
  return `The scan gets the title and the text: not the persons entered, their birth, address or number plate. Barred from rules and ranker: ${barred.join(', ')}. A word with a capital that can be a name is a blank, and so is what belongs to it. He and she, and the words that men and women have one each of, are one word. Figures are sizes. The ranker may not weigh words that stand for any of this either:

${proxies.join('\n')}

A test fails the build when a word of the ranker is one of these, begins with one, is for one sex only, or goes nearly always with a nationality, a religion or one sex in the training texts; another when one swap of identities changes a score at all.`
}

const HEAVIEST = 15

function heaviestPart({ indicators, words }: RankerData): string {
  const byWeight = Object.entries(words)
    .map(([word, [weight]]) => [word, weight!] as const)
    .toSorted(([one, a], [other, b]) => b - a || (one < other ? -1 : 1))
  const named = (list: readonly (readonly [string, number])[]) =>
    list.map(([word]) => `\`${word}\``).join(' ')
  const heavy = Object.entries(indicators).toSorted(([one, a], [other, b]) => b - a || (one < other ? -1 : 1))
  return `Indicators: ${named(heavy.slice(0, HEAVIEST))}. Words for a look: ${named(byWeight.slice(0, HEAVIEST))}. Words against: ${named(byWeight.slice(-HEAVIEST).toReversed())}. A word that ends in \`~\` is the beginning of longer ones. All ${byWeight.length} words and ${Object.keys(indicators).length} indicators with their weights are in \`indicators/ranker.json\`.`
}

/** A table of Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

/** `91.2 % (88.0–93.6) 103/113`. */
export function shareText({ share, low, high, hits, n }: MeasuredShare): string {
  if (share === undefined) return '–'
  const of = Number.isInteger(hits) ? `${hits}/${n}` : `n ${n}`
  return `${percent(share)} % (${percent(low!)}–${percent(high!)}) ${of}`
}

function percent(share: number): string {
  return (share * 100).toFixed(1)
}
