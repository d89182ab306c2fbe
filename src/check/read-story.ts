import { advance } from './advance.ts'
import type { At, UnderRules } from './at.ts'
import { checkChoices } from './choices.ts'
import { checkClimb } from './climbs.ts'
import { checkDue } from './due.ts'
import type { Found } from './ledger-rows.ts'
import type { Fault, Tell } from './mismatch.ts'
import { checkOrder } from './order.ts'
import { checkPeople } from './people.ts'
import { checkPower } from './power.ts'
import { checkReturn } from './returns.ts'
import { checkSideDuties, checkStanding } from './standing.ts'
import { unborn, type Story } from './story.ts'
import type { Ways } from './versions.ts'
import type { Law, Way } from './way.ts'
import { checkWork } from './work.ts'

/** What the events are held against. */
export interface Rulebook {
  readonly ways: Ways
  readonly law: Law
}

/**
 * Reads the events of one signal in order, and tells of each what does not hold: of the event by itself, of the event
 * where it meets the signal, and of what it leaves behind.
 */
export function readStory({ organisation, signalId, events }: Found, book: Rulebook, tell: Tell): Story {
  const story = unborn(organisation, signalId)
  let way: Way | undefined
  for (const event of events) {
    const fault: Fault = (rule, expected, found) =>
      tell({ signal: signalId, event: event.seq, rule, expected, found })
    // A row that somebody wrote by hand can hold anything: say so, and read on.
    const trying = (part: () => void) => {
      try {
        part()
      } catch (error) {
        fault('an event can be read', 'an event as docs/process.md has it', reasonOf(error))
      }
    }
    const before = { state: story.state, unit: story.unit }
    trying(() => {
      if (story.state === 'unborn') way = wayOf({ story, event, fault }, book)
    })
    trying(() => hold({ story, event, fault }, way && { story, event, fault, way, law: book.law }))
    trying(() => advance(story, event))
    trying(() => checkStanding({ story, event, fault }, before))
    story.seq = event.seq
  }
  return story
}

/** Holds an event against the signal as it meets it. */
function hold(at: At, under: UnderRules | undefined): void {
  checkOrder(at)
  checkPeople(at)
  checkSideDuties(at)
  checkReturn(at)
  if (under) {
    checkDue(under)
    checkClimb(under)
    checkWork(under)
    checkChoices(under)
    checkPower(under)
  }
}

/** The way of working under which a signal is followed up to its end: the one that was in force when it came in. */
function wayOf({ story, event, fault }: At, { ways }: Rulebook): Way | undefined {
  const named = event.data.wayOfWorking
  const way = ways.byId(named ?? '')
  if (way?.organisation !== story.organisation) {
    fault('the way of working is known', `one of ${story.organisation}`, String(named))
    return undefined
  }
  const inForce = ways.inForce(story.organisation, event.at)
  if (inForce !== way.id) {
    fault('a signal begins under the way of working in force', inForce ?? 'none', way.id)
  }
  return way
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.name : 'something else'
}
