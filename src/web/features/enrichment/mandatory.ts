import type { SignalDetail } from '#contract/signal.ts'
import type { Text } from '../../shared/text.ts'

type Act = SignalDetail['choices']['acts'][number]
type Answers = SignalDetail['circumstances']

/** Why this signal cannot do without the act, in words; null: it can. */
export function whyMandatory(
  act: Act,
  { forms, channel, circumstances, choices }: SignalDetail,
  { t, label }: Pick<Text, 't' | 'label'>,
): string | null {
  if (!act.mandatory) return null
  const when = act.mandatoryWhen ?? { forms: [], channels: [], circumstances: [] }
  const known = when.circumstances.filter((id) => circumstances[id] === 'yes')
  const reasons = [
    ...choices.circumstances.filter(({ id }) => known.includes(id)).map((one) => label(one.label)),
    ...when.forms
      .filter((form) => forms.includes(form))
      .map((form) => t('acts.by-form', { form: t(`form.${form}`) })),
    ...when.channels.filter((one) => one === channel).map((one) => t('acts.by-channel', { channel: one })),
  ]
  return reasons.length === 0 ? t('acts.always') : reasons.join('; ')
}

/** Acts that one circumstance, answered "yes", would make mandatory for this signal and that are not so yet. */
export function askedBy(circumstance: string, { forms, channel, choices }: SignalDetail): readonly Act[] {
  return choices.acts.filter(({ mandatory, mandatoryWhen: when }) => {
    if (mandatory || !when?.circumstances.includes(circumstance)) return false
    const formFits = when.forms.length === 0 || when.forms.some((form) => forms.includes(form))
    return formFits && (when.channels.length === 0 || when.channels.some((one) => one === channel))
  })
}

/** Circumstances that nobody has answered. */
export function openCircumstances(
  { choices, circumstances }: Pick<SignalDetail, 'choices' | 'circumstances'>,
  answers: Answers = {},
): number {
  return choices.circumstances.filter(({ id }) => !(id in circumstances) && !(id in answers)).length
}
