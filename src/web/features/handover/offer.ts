import type { SignalDetail } from '#contract/signal.ts'
import type { Faults } from '../../shared/components/form.tsx'
import type { Step } from '../../shared/queries.ts'
import type { Text } from '../../shared/text.ts'
import { guardFaults, type GuardAnswers } from '../weighing/guards.tsx'
import type { Pack, PackChoice } from './pack.ts'

/** Everything that is filled in to offer a signal; `ground` goes along and stands in our own course as well. */
export interface OfferSheet extends PackChoice {
  readonly rule: string
  readonly moment: string
  readonly guards: GuardAnswers
}

export const EMPTY_OFFER: OfferSheet = {
  rule: '',
  moment: '',
  title: '',
  registrations: [],
  acts: [],
  ground: '',
  guards: {},
}

/** The step, or what is still missing. */
export function offerOf(
  { rule, moment, ground, guards }: OfferSheet,
  choices: SignalDetail['choices'],
  pack: Pack,
  isRead: boolean,
  { t }: Pick<Text, 't'>,
): Step | Faults {
  if (rule === '') return new Map([['rule', t('offer.rule-missing')]])
  const faults = new Map<string, string>()
  if (moment === '') faults.set('moment', t('offer.moment-missing'))
  if (pack.registrations.length + pack.acts.length === 0) {
    faults.set('registrations', t('offer.nothing-chosen'))
  }
  if (pack.title === '') faults.set('title', t('offer.title-missing'))
  if (pack.ground === '') faults.set('words', t('ground.missing'))
  for (const [field, fault] of guardFaults(choices, rule, guards, { t })) faults.set(field, fault)
  if (!isRead) faults.set('read', t('offer.read-missing'))
  return faults.size > 0 ? faults : { type: 'offer-handover', rule, moment, pack, guards, ground }
}
