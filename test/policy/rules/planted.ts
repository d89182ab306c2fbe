// Histories with one fault planted in them. A fault here is a change of what was recorded, as a bug or a hand in the
// database would make it: the deciders themselves refuse it.
import type { Answers, EventData, SignalEvent } from '#process/event.ts'

type History = readonly SignalEvent[]
export type Plant = (history: History) => History

/** The last event of a type gets other facts. @throws when there is none. */
export function altered(type: EventData['type'], facts: Readonly<Record<string, unknown>>): Plant {
  return (history) =>
    replaced(history, type, (event) => ({ ...event, data: { ...event.data, ...facts } as EventData }))
}

/** In the last event of a type some criteria are answered otherwise. */
export function answered(type: EventData['type'], answers: Answers): Plant {
  return (history) =>
    replaced(history, type, (event) => {
      const before = 'answers' in event.data ? event.data.answers : {}
      return { ...event, data: { ...event.data, answers: { ...before, ...answers } } as EventData }
    })
}

/** The duty that the last event of a type brought gets other facts. */
export function duty(type: EventData['type'], facts: Readonly<Record<string, unknown>>): Plant {
  return (history) =>
    replaced(history, type, (event) => {
      const before = 'duty' in event.data ? event.data.duty : null
      return { ...event, data: { ...event.data, duty: { ...before, ...facts } } as EventData }
    })
}

/** The first duty beside it that the last event of a type opened gets other facts. */
export function opened(type: EventData['type'], facts: Readonly<Record<string, unknown>>): Plant {
  return (history) =>
    replaced(history, type, (event) => {
      const opens = (event.data.opens ?? []).map((one, at) => (at === 0 ? { ...one, ...facts } : one))
      return { ...event, data: { ...event.data, opens } as EventData }
    })
}

/** The last event of a type is somebody else's. */
export function by(type: EventData['type'], who: string): Plant {
  return (history) => replaced(history, type, (event) => ({ ...event, by: who }))
}

/** The last event of a type happened at another moment. */
export function happenedAt(type: EventData['type'], at: string): Plant {
  return (history) => replaced(history, type, (event) => ({ ...event, at }))
}

/** The last event of each of these types was never recorded; the numbers close the gap. */
export function without(...types: readonly EventData['type'][]): Plant {
  return (history) =>
    types.reduce((rest, type) => renumbered(rest.filter((event) => event !== last(rest, type))), history)
}

/** An act was never recorded. */
export function withoutAct(act: string): Plant {
  return (history) =>
    renumbered(history.filter(({ data }) => data.type !== 'act-recorded' || data.act !== act))
}

/** An act was recorded with other facts. */
export function actAltered(act: string, facts: Readonly<Record<string, unknown>>): Plant {
  return (history) =>
    history.map((event) =>
      event.data.type === 'act-recorded' && event.data.act === act
        ? { ...event, data: { ...event.data, ...facts } as EventData }
        : event,
    )
}

/** Something more was recorded at the end. */
export function followed(data: EventData, who = 'sanne'): Plant {
  return (history) => {
    const end = history.at(-1)
    if (!end) throw new Error('an empty history')
    return [...history, { seq: end.seq + 1, at: end.at, by: who, data }]
  }
}

/** One unit stands everywhere where another stood. */
export function unitInstead(unit: string, of: string): Plant {
  return (history) => JSON.parse(JSON.stringify(history).replaceAll(`"${of}"`, `"${unit}"`)) as History
}

function last(history: History, type: EventData['type']): SignalEvent {
  const found = history.findLast(({ data }) => data.type === type)
  if (!found) throw new Error(`no ${type} in this history`)
  return found
}

function replaced(
  history: History,
  type: EventData['type'],
  change: (event: SignalEvent) => SignalEvent,
): History {
  const found = last(history, type)
  return history.map((event) => (event === found ? change(event) : event))
}

function renumbered(history: History): History {
  return history.map((event, at) => ({ ...event, seq: at + 1 }))
}
