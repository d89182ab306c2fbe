import type { SignalDetail } from '#contract/signal.ts'
import type { StepRequest } from '#contract/step.ts'
import type { RecordedAct } from '../enrichment/recorded.ts'

export type Pack = Extract<StepRequest['step'], { type: 'offer-handover' }>['pack']

/** What somebody chose to send along. */
export interface PackChoice {
  readonly title: string
  /** Ids of registrations, and of acts. */
  readonly registrations: readonly string[]
  readonly acts: readonly string[]
  readonly ground: string
}

/** An act that has a result, with what was written down of it. */
export interface SendableAct extends RecordedAct {
  readonly label: string
  /** Where the facts come from, in words; empty: not written down. */
  readonly source: string
}

/** How the result of an act is called. */
type ResultName = (result: RecordedAct['result']) => string

/** Acts of this signal that have a result, in the order of the way of working. */
export function sendableActs(
  { choices }: Pick<SignalDetail, 'choices'>,
  recorded: ReadonlyMap<string, RecordedAct>,
  labelOf: (label: { readonly nl: string; readonly en: string }) => string,
): readonly SendableAct[] {
  return choices.acts.flatMap((act) => {
    const last = recorded.get(act.id)
    if (!last) return []
    const source = act.information.find(({ id }) => id === last.provenance?.source)
    return [{ ...last, label: labelOf(act.label), source: source ? labelOf(source.label) : '' }]
  })
}

/** The pack exactly as it goes: what was not ticked is not in it. */
export function packOf(
  { title, ground, ...chosen }: PackChoice,
  registrations: SignalDetail['registrations'],
  acts: readonly SendableAct[],
  resultName: ResultName,
): Pack {
  return {
    title: title.trim(),
    ground: ground.trim(),
    registrations: registrations
      .filter(({ id }) => chosen.registrations.includes(id))
      .map((one) => ({
        sourceId: one.sourceId,
        registeredAt: one.registeredAt,
        incident: one.incident,
        title: one.title,
        text: one.text,
      })),
    acts: acts
      .filter(({ act }) => chosen.acts.includes(act))
      .map(({ label, result, words, source, provenance }) => ({
        label,
        result: resultName(result),
        words,
        source,
        obtainedOn: provenance?.obtainedOn ?? '',
      })),
  }
}
