import type { SignalDetail, TimelineEntry } from '#contract/signal.ts'
import { formatDate } from '../../shared/dates.ts'
import { useText, type Text } from '../../shared/text.ts'
import { useRoleName, useUnitName } from '../../shared/units.ts'

type Fact = readonly [name: string, value: string]

/** The codes of an event in words, by the way of working of its signal. A code without words is shown as it is. */
export function useTimelineFacts(signal: SignalDetail): (entry: TimelineEntry) => readonly Fact[] {
  const text = useText()
  const names = { unit: useUnitName(), role: useRoleName() }
  return ({ data, content }) =>
    Object.entries({ ...data, ...content }).flatMap(([name, value]) =>
      factOf(name, value, signal, text, names),
    )
}

function factOf(
  name: string,
  value: unknown,
  { choices }: SignalDetail,
  text: Text,
  names: Names,
): readonly Fact[] {
  const { t, word, language } = text
  const label = (list: readonly Choice[]) => labelOf(list, value, text)
  switch (name) {
    case 'criterion':
      return [[t('fact.criterion'), label(choices.setAsideCriteria)]]
    case 'act':
      return [[t('fact.act'), label(choices.acts)]]
    case 'result':
      return [[t('fact.result'), word('result', codeOf(value))]]
    case 'outcome': {
      const known = choices.outcomes.some(({ id }) => id === value)
      return [[t('fact.outcome'), known ? label(choices.outcomes) : word('outcome', codeOf(value))]]
    }
    case 'decision':
      return [[t('fact.decision'), word('decision', codeOf(value))]]
    case 'answers':
      return answersOf(value, choices.weighingCriteria, text)
    case 'reviewOn':
      return typeof value === 'string' ? [[t('fact.review-on'), formatDate(value, 'day', language)]] : []
    case 'held':
      return [[t('fact.held'), t(value === true ? 'answer.yes' : 'answer.no')]]
    case 'complaint':
      return [[t('fact.complaint'), word('complaint', codeOf(value))]]
    case 'exOfficio':
      return [[t('fact.basis'), t(value === true ? 'basis.ex-officio' : 'basis.complaint')]]
    case 'prosecutor':
      return [[t('fact.prosecutor'), codeOf(value)]]
    case 'unit':
      return [[t('fact.unit'), names.unit(codeOf(value))]]
    case 'duty':
      return dutyOf(value, text)
    case 'escalation':
      return escalationOf(value, names, t)
    case 'guards':
      return guardsOf(value, choices.guards, text)
    case 'indicators':
      return Array.isArray(value) && value.length > 0 ? [[t('fact.indicators'), value.join(', ')]] : []
    default: {
      // What shows that a guard holds, in the words of who answered it.
      const guard = choices.guards.find(({ id }) => name === `guard-${id}`)
      return guard ? [[`${text.label(guard.question)} ${t('guards.reference')}`, codeOf(value)]] : []
    }
  }
}

interface Names {
  readonly unit: (id: string) => string
  readonly role: (id: string) => string
}

/** Each guard that was asked, with the answer in words. */
function guardsOf(
  value: unknown,
  guards: SignalDetail['choices']['guards'],
  { label }: Text,
): readonly Fact[] {
  return Object.entries((value ?? {}) as Record<string, string>).map(([id, code]) => {
    const guard = guards.find((one) => one.id === id)
    const answer = guard?.answers.find((one) => one.id === code)
    return [guard ? label(guard.question) : id, answer ? label(answer.label) : code] as const
  })
}

interface Choice {
  readonly id: string
  readonly label: { readonly nl: string; readonly en: string }
}

function labelOf(list: readonly Choice[], value: unknown, { label }: Text): string {
  const known = list.find(({ id }) => id === value)
  return known ? label(known.label) : codeOf(value)
}

function codeOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** Each criterion with its answer; no sum, for no sum decides. */
function answersOf(value: unknown, criteria: readonly Choice[], { t, word, label }: Text): readonly Fact[] {
  const answers = Object.entries((value ?? {}) as Record<string, unknown>)
  if (answers.length === 0) return []
  const lines = answers.map(([id, answer]) => {
    const known = criteria.find((one) => one.id === id)
    return `${known ? label(known.label) : id} ${word('answer', codeOf(answer))}`
  })
  return [[t('fact.answers'), lines.join('\n')]]
}

function dutyOf(value: unknown, { t, word, language }: Text): readonly Fact[] {
  const duty = (value ?? {}) as { readonly kind?: unknown; readonly dueAt?: unknown }
  if (typeof duty.kind !== 'string' || typeof duty.dueAt !== 'string') return []
  return [[t('fact.next'), `${word('duty', duty.kind)} · ${formatDate(duty.dueAt, 'short', language)}`]]
}

function escalationOf(value: unknown, names: Names, t: Text['t']): readonly Fact[] {
  const { unit, role } = (value ?? {}) as { readonly unit?: unknown; readonly role?: unknown }
  if (typeof unit !== 'string' || typeof role !== 'string') return []
  return [[t('fact.escalated'), `${names.role(role)} · ${names.unit(unit)}`]]
}
