import type { At } from './at.ts'
import { DUTY_OF, ENDED, KINDS } from './kinds.ts'
import type { Story } from './story.ts'

/** What an event does to the duties beside the main one, and whether each duty is a new one. Before the event is taken. */
export function checkSideDuties({ story, event, fault }: At): void {
  const { type, data } = event
  const { duty, escalation, opens = [], ends = [] } = data
  const { opens: wanted, may = [] } = KINDS[type] ?? {}
  for (const { kind } of opens) {
    if (kind !== wanted && !may.includes(kind))
      fault('a side duty belongs to what opens it', wanted ?? 'none', kind)
  }
  // The oldest events come from before there were side duties.
  const old = (story.state === 'unborn' ? (data.channel ?? null) : story.channel) === null
  if (wanted !== undefined && !old && !opens.some(({ kind }) => kind === wanted)) {
    fault('what asks for an answer opens a duty for it', wanted, 'none')
  }
  for (const id of ends) if (!story.sides.has(id)) fault('only an open side duty ends', 'an open one', id)
  const same = duty && story.duty?.id === duty.id
  if (same && (story.duty?.dueAt !== duty.dueAt || story.duty.unit !== duty.unit)) {
    fault('each duty has an id of its own', 'a new one', duty.id)
  }
  const fresh = [same ? null : duty, escalation, ...opens].flatMap((one) => one?.id ?? [])
  fresh
    .filter((id, at) => story.dutyIds.has(id) || fresh.indexOf(id) !== at)
    .forEach((id) => fault('each duty has an id of its own', 'a new one', id))
}

/** What stood before an event, to tell only of what the event itself did. */
export type Before = Pick<Story, 'state' | 'unit'>

/** After an event: an open signal has an owner and the duty of its state, an ended one has no duty. */
export function checkStanding({ story, event, fault }: At, before: Before): void {
  const changed = story.state !== before.state || story.unit !== before.unit || Boolean(event.data.duty)
  if (!changed) return
  const { state, unit, duty } = story
  if (unit === '') fault('a signal has an owner', 'a unit', 'none')
  const rule = 'an open signal has a duty, an ended one none'
  if (ENDED.includes(state)) {
    if (event.data.duty) fault(rule, 'none', event.data.duty.kind)
    return
  }
  const kind = DUTY_OF[state]
  if (duty === null) {
    fault(rule, kind ?? 'a duty', 'none')
    return
  }
  if (kind !== undefined && duty.kind !== kind) fault('the duty is that of the state', kind, duty.kind)
  if (duty.unit !== unit) fault('the duty is of the owner', unit, duty.unit)
}
