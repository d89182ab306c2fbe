import type { SignalDetail } from '#contract/signal.ts'
import type { Step } from '../../shared/queries.ts'
import type { Text } from '../../shared/text.ts'
import type { Answers } from '../weighing/questions.tsx'

/** What the start of an investigation asks for besides the weighing. */
export interface StartSheet {
  readonly basis: 'complaint' | 'ex-officio' | ''
  readonly prosecutor: string
  readonly variants: readonly string[]
  readonly means: readonly string[]
  readonly purposes: readonly string[]
  /** Outside the own field: by which the public prosecutor assigned it. */
  readonly assignedBy: string
  readonly civilAviation: boolean
}

export const NO_START: StartSheet = {
  basis: '',
  prosecutor: '',
  variants: [],
  means: [],
  purposes: [],
  assignedBy: '',
  civilAviation: false,
}

/** The decision of the way of working that this is: it says what comes first. */
export function startRule({ basis }: StartSheet, { choices }: Pick<SignalDetail, 'choices'>) {
  const id = basis === 'ex-officio' ? 'ex-officio-investigation' : 'start-investigation'
  return basis === '' ? undefined : choices.decisions.find((one) => one.id === id)
}

/** The names of the fields for the summary of faults. */
export function startLabels({ t }: Pick<Text, 't'>): Readonly<Record<string, string>> {
  return {
    basis: t('investigation.basis'),
    prosecutor: t('investigation.prosecutor'),
    variants: t('offence.variants'),
    assignedBy: t('mandate.assigned-by'),
    civilAviation: t('mandate.civil-aviation'),
  }
}

export function startFaults(
  sheet: StartSheet,
  { choices: { mandate } }: Pick<SignalDetail, 'choices'>,
  { t }: Pick<Text, 't'>,
): readonly (readonly [field: string, fault: string])[] {
  const faults: (readonly [string, string])[] = []
  if (sheet.basis === '') faults.push(['basis', t('investigation.basis-missing')])
  if (sheet.prosecutor.trim() === '') faults.push(['prosecutor', t('investigation.prosecutor-missing')])
  if (sheet.variants.length === 0) faults.push(['variants', t('offence.variants-missing')])
  if (mandate.onlyWhen === 'assigned' && sheet.assignedBy.trim() === '')
    faults.push(['assignedBy', t('mandate.assigned-by-missing')])
  if (mandate.onlyWhen === 'civil-aviation' && !sheet.civilAviation)
    faults.push(['civilAviation', t('mandate.civil-aviation-missing')])
  return faults
}

export function startStep(
  sheet: StartSheet,
  { choices: { offence } }: Pick<SignalDetail, 'choices'>,
  answers: Answers,
  ground: string,
): Step {
  const { basis, prosecutor, variants, means, purposes, assignedBy, civilAviation } = sheet
  return {
    type: 'start-investigation',
    exOfficio: basis === 'ex-officio',
    prosecutor,
    answers,
    qualification: { law: offence.id, variants: [...variants], means: [...means], purposes: [...purposes] },
    assignedBy,
    civilAviation,
    ground,
  }
}
