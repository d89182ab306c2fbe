import type { Sent } from './messages.ts'
import type { Tell } from './mismatch.ts'
import type { Rule } from './rule.ts'
import type { Offered, Story } from './story.ts'
import type { Way } from './way.ts'

/** The signal that was offered, as its own ledger has it. */
interface Out {
  readonly organisation: string
  readonly signal: string
  readonly offer: Offered
  /** The organisation in Spoor to which it was offered. */
  readonly to: string | null
}

/** The signal that it became with the other organisation. */
interface In {
  readonly organisation: string
  readonly signal: string
  readonly from: string
  readonly dueAt: string
  readonly answer: string | null
  /** What came of it there is known: it ended, or it was heard of who has it since. */
  readonly ended: boolean
}

interface Sides {
  readonly out: Out[]
  readonly in: In[]
}

/** Both sides of every handover, gathered while the ledger goes by. */
export class Handovers {
  readonly #sides = new Map<string, Sides>()

  add(story: Story, way: Way | undefined): void {
    const { organisation, signal, offers, from, firstDue, answer } = story
    for (const [id, offer] of offers) {
      if (offer.via === 'document') continue
      const to = way?.partners.find((one) => one.id === offer.partner)?.organisation ?? null
      this.#at(id).out.push({ organisation, signal, offer, to })
    }
    if (!from) return
    this.#at(from.handover).in.push({
      ...{ organisation, signal, from: from.organisation, dueAt: firstDue },
      ...{ answer: answer?.answer ?? null, ended: isEnded(story) },
    })
  }

  /** Tells where the two sides, and the messages between them, do not come to one owner. */
  check(sentIn: (handover: string) => Sent, tell: Tell): void {
    for (const [id, sides] of this.#sides) checkHandover(sides, sentIn(id), tell)
  }

  #at(id: string): Sides {
    const sides = this.#sides.get(id) ?? { out: [], in: [] }
    this.#sides.set(id, sides)
    return sides
  }
}

function isEnded({ state, offers, away }: Story): boolean {
  return (
    state === 'closed' || (state === 'handed-over' && (offers.get(away ?? '')?.reported ?? null) !== null)
  )
}

function checkHandover(sides: Sides, sent: Sent, tell: Tell): void {
  const [out, ...outs] = sides.out
  const [one, ...others] = sides.in
  for (const again of outs) {
    say(tell, again, 'a handover is offered once', 'an id of its own', 'the id of another handover')
  }
  const accepted = sides.in.filter(({ answer }) => answer === 'accepted')
  for (const again of accepted.slice(1)) {
    say(tell, again, 'a handover is accepted by one', `${accepted[0]?.signal} alone`, 'accepted again')
  }
  for (const again of others) {
    say(tell, again, 'what is offered here was offered there', 'offered once', 'offered again')
  }
  if (one) checkOffer(one, out, tell)
  if (out) checkSender(out, accepted[0] ?? one, sent, tell)
}

function checkOffer(one: In, out: Out | undefined, tell: Tell): void {
  const rule = 'what is offered here was offered there'
  if (!out || out.organisation !== one.from || out.to !== one.organisation) {
    const found = out ? `${out.organisation} offered it to ${out.to}` : 'nobody offered it'
    say(tell, one, rule, `${one.from} offered it to ${one.organisation}`, found)
    return
  }
  if (one.dueAt !== out.offer.answerBy) {
    say(tell, one, 'an offer waits as long as its sender said', out.offer.answerBy, one.dueAt)
  }
}

function checkSender(out: Out, one: In | undefined, { kinds, waiting }: Sent, tell: Tell): void {
  const { answer, reported, seq } = out.offer
  const other = one?.answer ?? null
  if (!one && !kinds.has('offer')) {
    say(tell, out, 'an offer is under way or has arrived', 'a message or a signal', 'neither', seq)
  }
  if (answer === 'accepted') {
    if (other !== 'accepted') {
      say(tell, out, 'an accepted handover has a receiver', 'accepted there', other ?? 'not answered', seq)
    }
  } else if (answer !== null && other === 'accepted') {
    say(tell, out, 'a handover has one owner', 'the receiver, who accepted', `the sender: ${answer}`, seq)
  } else if (answer === null && other !== null && !waiting.has(MESSAGE_OF[other] ?? '')) {
    say(tell, out, 'an answer reaches the sender', other, 'no answer, and none under way', seq)
  }
  const told = reported !== null || waiting.has('outcome')
  if (other === 'accepted' && one?.ended && !told) {
    say(tell, out, 'an outcome reaches the sender', 'what came of it', 'nothing, and nothing under way', seq)
  }
}

/** The message by which the receiver tells its answer. */
const MESSAGE_OF: Readonly<Record<string, string>> = {
  accepted: 'accept',
  refused: 'refuse',
  recalled: 'recall-confirmed',
}

function say(
  tell: Tell,
  { signal }: Pick<In | Out, 'signal'>,
  rule: Rule,
  expected: string,
  found: string,
  event: number | null = null,
): void {
  tell({ signal, event, rule, expected, found })
}
