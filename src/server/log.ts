import { OperatorError } from '#store/operator-error.ts'
import { pino, type DestinationStream, type Logger } from 'pino'

/** One answered request. The pattern of the route, never the URL; no address, no name, no cookie. */
export interface RequestEntry {
  readonly id: string
  readonly method: string
  readonly route: string
  readonly status: number
  readonly ms: number
}

/** The log of the server: what may be written is listed here, whatever is handed in. */
export interface ServerLog {
  readonly request: (entry: RequestEntry) => void
  /** A fault of ours: what kind and where in the code. What it says may hold a row of the database: that stays out. */
  readonly fault: (place: string, error: unknown) => void
  /** A sentence of our own about the server itself. */
  readonly note: (sentence: string) => void
}

export function openLog(destination: DestinationStream): ServerLog {
  const logger: Logger = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination)
  return {
    request: ({ id, method, route, status, ms }) =>
      logger.info({ id, method, route, status, ms: Math.round(ms * 10) / 10 }),
    fault: (place, error) => logger.error({ place, ...faultOf(error) }),
    note: (sentence) => logger.info(sentence),
  }
}

interface LoggedFault {
  readonly says?: string
  readonly fault: string
  readonly code?: string
  readonly at: readonly string[]
  readonly cause?: LoggedFault
}

const FRAMES_MAX = 12
const CAUSES_MAX = 3

function faultOf(error: unknown, depth = 0): LoggedFault {
  if (!(error instanceof Error)) return { fault: typeof error, at: [] }
  const { code } = error as { code?: unknown }
  // SQLSTATE, or a name of the system or of Node; never a number of somebody.
  const known =
    typeof code === 'string' &&
    /^(?:[0-9A-Z]{5}|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*)$/.test(code) &&
    code.length <= 60
  return {
    // Those sentences are made for whoever runs Spoor, and hold no personal data.
    ...(error instanceof OperatorError ? { says: error.message } : {}),
    fault: /^\w{1,60}$/.test(error.name) ? error.name : 'Error',
    ...(known ? { code } : {}),
    at: framesOf(error),
    ...(error.cause !== undefined && depth < CAUSES_MAX ? { cause: faultOf(error.cause, depth + 1) } : {}),
  }
}

/** The stack without its first lines, which repeat the message; a line of a message may look like a frame, a path not. */
function framesOf(error: Error): readonly string[] {
  const stack = error.stack ?? ''
  const start = `${error.name}: ${error.message}`
  const rest = stack.startsWith(start) ? stack.slice(start.length) : stack.replaceAll(error.message, '')
  const frames = rest.split('\n').map((line) => line.trim())
  return frames
    .filter((line) => /^at .*(?:\.ts|\.m?js|node:[\w/]+|\.cjs):\d+:\d+\)?$/.test(line))
    .slice(0, FRAMES_MAX)
}
