import type { NewId } from './time.ts'

/** One action within a trace (W3C Trace Context). Hexadecimal, lower case: 16 and 8 bytes. */
export interface Span {
  readonly traceId: string
  readonly spanId: string
  /** The action that asked for this one; null: it began here. */
  readonly parent: string | null
}

/** Version 00 of https://www.w3.org/TR/trace-context/; a later version may say more behind it. */
const TRACEPARENT = /^(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f]{2}(-.*)?$/

/** What a caller says of itself in `traceparent`; undefined when it says nothing that can be read. */
export function readTraceparent(
  text: string | undefined | null,
): Pick<Span, 'traceId' | 'spanId'> | undefined {
  const [, version, traceId, spanId, more] = TRACEPARENT.exec(text ?? '') ?? []
  if (traceId === undefined || spanId === undefined || (version === '00' && more !== undefined))
    return undefined
  return { traceId, spanId }
}

/** As it goes to whoever is asked next. Sampled: of what is done with personal data nothing is left out. */
export function traceparentOf({ traceId, spanId }: Pick<Span, 'traceId' | 'spanId'>): string {
  return `00-${traceId}-${spanId}-01`
}

/** One request or job in its trace: the trace of whoever asked, or a new one. */
export class Trace {
  readonly #newId: NewId
  readonly #own: Span
  #isTaken = false

  constructor(newId: NewId, caller?: Pick<Span, 'traceId' | 'spanId'>) {
    this.#newId = newId
    const traceId = caller?.traceId ?? newId().replaceAll('-', '')
    this.#own = { traceId, spanId: newSpanId(newId), parent: caller?.spanId ?? null }
  }

  get traceparent(): string {
    return traceparentOf(this.#own)
  }

  /** The next action: the first is the request or job itself, those after it come from it. */
  next(): Span {
    if (!this.#isTaken) {
      this.#isTaken = true
      return this.#own
    }
    return childOf(this.#own, this.#newId)
  }
}

/** An action that another one asks for. */
export function childOf({ traceId, spanId }: Span, newId: NewId): Span {
  return { traceId, spanId: newSpanId(newId), parent: spanId }
}

/** The last eight bytes of an id: of a random one the version stands in the first eight. */
function newSpanId(newId: NewId): string {
  return newId().replaceAll('-', '').slice(16)
}
