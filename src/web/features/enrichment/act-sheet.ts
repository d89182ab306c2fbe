import type { SignalDetail } from '#contract/signal.ts'
import type { Faults } from '../../shared/components/form.tsx'
import type { Step } from '../../shared/queries.ts'
import type { Text } from '../../shared/text.ts'
import { qualificationFault } from './qualification.tsx'

type Act = SignalDetail['choices']['acts'][number]
type RecordAct = Extract<Step, { type: 'record-act' }>
type Provenance = NonNullable<RecordAct['provenance']>

/** Everything that can be filled in about an act; which of it counts follows from the result. */
export interface ActSheet {
  readonly result: RecordAct['result'] | ''
  readonly reason: string
  readonly source: string
  readonly obtainedOn: string
  readonly obtainedBy: string
  readonly howObtained: string
  readonly reliability: Provenance['reliability'] | ''
  readonly factOrOpinion: Provenance['factOrOpinion'] | ''
  /** Requirements that are there, by their place in the list. */
  readonly met: readonly string[]
  readonly unqualifiedBecause: string
  readonly ground: string
}

/** An act is mostly recorded by who did it, on the day itself. */
export function emptySheet(act: Act, today: string, me: string): ActSheet {
  return {
    result: '',
    reason: '',
    source: act.information.length === 1 ? (act.information[0]?.id ?? '') : '',
    obtainedOn: today,
    obtainedBy: me,
    howObtained: '',
    reliability: '',
    factOrOpinion: '',
    met: [],
    unqualifiedBecause: '',
    ground: '',
  }
}

/** The step as filled in, or what is still missing. */
export function actStep(act: Act, sheet: ActSheet, today: string, { t }: Pick<Text, 't'>): Step | Faults {
  const faults = new Map<string, string>()
  const { result, reason, ground } = sheet
  if (result === '') faults.set('result', t('acts.result-missing'))
  if (result === 'not-possible' && reason === '') faults.set('reason', t('acts.reason-missing'))
  if (result === 'done') addFaultsOfDone(faults, act, sheet, today, t)
  if (ground.trim() === '')
    faults.set('ground', t(result === 'done' ? 'acts.found-missing' : 'ground.missing'))
  if (result === '' || faults.size > 0) return faults
  const isDone = result === 'done'
  const places = act.guideline.requirements.map((_, place) => place)
  return {
    type: 'record-act',
    act: act.id,
    result,
    reason: result === 'not-possible' ? reason : null,
    provenance: isDone ? provenanceOf(sheet) : null,
    unmet: isDone ? places.filter((place) => !sheet.met.includes(String(place))) : [],
    unqualifiedBecause: isDone ? sheet.unqualifiedBecause : '',
    ground,
  }
}

function addFaultsOfDone(
  faults: Map<string, string>,
  act: Act,
  sheet: ActSheet,
  today: string,
  t: Text['t'],
): void {
  if (sheet.source === '') faults.set('source', t('provenance.source-missing'))
  if (sheet.obtainedOn === '' || sheet.obtainedOn > today)
    faults.set('obtainedOn', t('provenance.obtained-on-missing'))
  if (sheet.obtainedBy.trim() === '') faults.set('obtainedBy', t('provenance.obtained-by-missing'))
  if (sheet.howObtained.trim() === '') faults.set('howObtained', t('provenance.how-obtained-missing'))
  if (sheet.reliability === '') faults.set('reliability', t('provenance.reliability-missing'))
  if (sheet.factOrOpinion === '') faults.set('factOrOpinion', t('provenance.fact-or-opinion-missing'))
  const fault = qualificationFault(act.guideline.qualification, sheet.unqualifiedBecause)
  if (fault !== null) faults.set('unqualifiedBecause', t('qualification.why-missing'))
}

function provenanceOf(sheet: ActSheet): Provenance {
  const { source, obtainedOn, obtainedBy, howObtained, reliability, factOrOpinion } = sheet
  return {
    source,
    obtainedOn,
    obtainedBy,
    howObtained,
    reliability: reliability === '' ? 'unknown' : reliability,
    factOrOpinion: factOrOpinion === '' ? 'opinion' : factOrOpinion,
  }
}

/** The names of the fields for the summary of faults, in order. */
export function actFields({ t }: Pick<Text, 't'>): Readonly<Record<string, string>> {
  return {
    result: t('acts.result'),
    reason: t('acts.reason'),
    source: t('provenance.source'),
    obtainedOn: t('provenance.obtained-on'),
    obtainedBy: t('provenance.obtained-by'),
    howObtained: t('provenance.how-obtained'),
    reliability: t('provenance.reliability'),
    factOrOpinion: t('provenance.fact-or-opinion'),
    unqualifiedBecause: t('qualification.why'),
    ground: t('acts.found'),
  }
}
