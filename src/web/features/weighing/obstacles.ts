import type { SignalDetail } from '#contract/signal.ts'
import type { Text } from '../../shared/text.ts'
import { whyNot } from '../signal/step-open.ts'
import { STEP_OF, type DecisionId } from './sheet.ts'

type Demands = Pick<SignalDetail['choices']['decisions'][number], 'open'>

/** What stands in the way of a decision, in words, before somebody fills in the rest; null: nothing that we know of. */
export function obstacle(signal: SignalDetail, decision: DecisionId, text: Text): string | null {
  const { t } = text
  const because = whyNot(signal, STEP_OF[decision])
  if (because !== null) return t(`refusal.${because}`)
  switch (decision) {
    case 'interview':
    case 'enrich-further': {
      const rule = signal.choices.decisions.find(({ id }) => id === decision)
      if (rule?.refused) return t(`refusal.${rule.refused}`)
      return rule ? unconsidered(signal, rule, text) : null
    }
    case 'investigation':
      return inTheWayOfInvestigation(signal, text)
    case 'stop':
      return missingFirst(signal, text)
  }
}

/** What stands in the way of an ending; null: nothing that we know of. */
export function obstacleToEnd(signal: SignalDetail, rule: Demands, text: Text): string | null {
  return missingFirst(signal, text) ?? unconsidered(signal, rule, text)
}

/** Acts that come first, by name; null: none. */
export function unconsidered(
  { choices }: Pick<SignalDetail, 'choices'>,
  { open }: Demands,
  { t, label }: Pick<Text, 't' | 'label'>,
): string | null {
  if (open.length === 0) return null
  const names = choices.acts.filter(({ id }) => open.includes(id)).map((act) => label(act.label))
  return t('weighing.first', { acts: names.join('; ') })
}

function inTheWayOfInvestigation(signal: SignalDetail, text: Text): string | null {
  const { t, label } = text
  const { mandate, routing, acts } = signal.choices
  if (!mandate.investigates && mandate.onlyWhen === null) {
    const support = acts.find(({ id }) => id === mandate.support)
    const open = support ? ` ${t('mandate.support', { act: label(support.label) })}` : ''
    return `${label(mandate.refusal)}.${open}`
  }
  const missing = missingFirst(signal, text)
  if (missing !== null) return missing
  const lane = routing?.lanes.find(({ id }) => id === signal.routed?.lane)
  if (lane && !lane.investigates) return t('refusal.lane-forbids')
  return acts.some(({ awaitsCrossing }) => awaitsCrossing) ? t('refusal.crossing-missing') : null
}

function missingFirst(signal: SignalDetail, { t }: Pick<Text, 't'>): string | null {
  const { choices, routed, contacts, phase } = signal
  if (choices.routing !== null && routed === null) return t('refusal.routing-missing')
  const asked = choices.contactPhases.includes(phase) && contacts[phase] === undefined
  return asked ? t('refusal.contact-missing') : null
}
