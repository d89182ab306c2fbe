import type { SignalDetail, TimelineEntry } from '#contract/signal.ts'
import type { MessageKey } from '../../messages/messages.ts'
import { useText } from '../../shared/text.ts'
import { useRoleName, useUnitName } from '../../shared/units.ts'
import { useColleagues } from '../interview/colleagues.ts'
import { CODES } from './timeline-codes.ts'
import type { Told } from './told.ts'

type Fact = readonly [name: string, value: string]

/** What a person wrote besides the ground, by the name that the ledger has for it. */
const WORDS: Readonly<Record<string, MessageKey>> = {
  prosecutor: 'fact.prosecutor',
  assignedBy: 'mandate.assigned-by',
  obtainedBy: 'provenance.obtained-by',
  howObtained: 'provenance.how-obtained',
  unqualifiedBecause: 'qualification.why',
  seen: 'crossing.seen',
  power: 'crossing.power',
  reference: 'fact.reference',
  says: 'fact.says',
}

/** Long, or told in full elsewhere on the page: one opens it with the proof of the event. */
const FOLDED: readonly string[] = [
  'provenance',
  'unmet',
  'obtainedBy',
  'howObtained',
  'circumstances',
  'answers',
  'protection',
  'indicators',
]

interface Facts {
  readonly shown: readonly Fact[]
  readonly folded: readonly Fact[]
}

/** The codes and words of an event in plain language, by the way of working of its signal, in a fixed order. */
export function useTimelineFacts(signal: SignalDetail): (entry: TimelineEntry) => Facts {
  const text = useText()
  const unit = useUnitName()
  const role = useRoleName()
  const person = usePersonName(signal)
  return (entry) => {
    const told = { signal, entry, text, unit, role, person }
    const facts = (folded: boolean) => [...codesOf(told, folded), ...wordsOf(told, folded)].filter(isTold)
    return { shown: facts(false), folded: [...facts(true), ...guardsOf(told).filter(isTold)] }
  }
}

function isTold([, value]: Fact): boolean {
  return value !== ''
}

function codesOf(told: Told, folded: boolean): readonly Fact[] {
  const { data, type } = told.entry
  // By which unit an act was done says something only when it is another than the owner.
  const own = type === 'act-recorded' && data.unit === told.signal.unit
  return Object.entries(CODES)
    .filter(([name]) => name in data && FOLDED.includes(name) === folded && !(own && name === 'unit'))
    .map(([name, [label, say]]) => [told.text.t(label), say(data[name], told)] as const)
}

/** Each guard that was asked, with the answer in words and what shows it. */
function guardsOf({ signal, entry, text: { label } }: Told): readonly Fact[] {
  return Object.entries((entry.data.guards ?? {}) as Record<string, string>).map(([id, code]) => {
    const guard = signal.choices.guards.find((one) => one.id === id)
    const answer = guard?.answers.find((one) => one.id === code)
    const shown = entry.content?.[`guard-${id}`]
    const said = answer ? label(answer.label) : code
    return [guard ? label(guard.question) : id, shown ? `${said}\n${shown}` : said] as const
  })
}

function wordsOf({ entry, text: { t } }: Told, folded: boolean): readonly Fact[] {
  return Object.entries(entry.content ?? {}).flatMap(([name, value]) => {
    const label = WORDS[name]
    return label === undefined || FOLDED.includes(name) !== folded ? [] : [[t(label), value] as const]
  })
}

/** Names of people whom the ledger knows by id: those of the signal itself, and colleagues where it needs more. */
function usePersonName({ timeline, assignee }: SignalDetail): (id: string) => string {
  const { t } = useText()
  const needed = timeline.some(({ data }) => typeof data.second === 'string')
  const colleagues = useColleagues(needed).data?.colleagues ?? []
  const known = new Map(
    [...timeline.map(({ by }) => by), ...colleagues, ...(assignee ? [assignee] : [])].map(({ id, name }) => [
      id,
      name,
    ]),
  )
  return (id) => known.get(id) ?? t('fact.a-colleague')
}
