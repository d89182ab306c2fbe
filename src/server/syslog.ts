import { isIP } from 'node:net'
import { connect, type TLSSocket } from 'node:tls'
import { codeOf } from '#store/faults.ts'
import { OperatorError } from '#store/operator-error.ts'

/** Where lines of the log are sent on to: syslog over TLS (RFC 5425). */
export interface SyslogPlace {
  readonly host: string
  readonly port: number
}

export interface SyslogOptions extends SyslogPlace {
  /** How this machine and process are called in each line. */
  readonly machine: string
  readonly process: number
  /** Something to be told in the log itself: that the other end is away, and how many lines were lost meanwhile. */
  readonly tell: (sentence: string) => void
  /** Before it is tried again; doubled each time, up to a minute. */
  readonly retryMs?: number
  /** Lines that wait at the most. */
  readonly linesMax?: number
}

export interface Syslog {
  /** Takes a line of the log (JSON). Never waits; a line for which there is no place is lost, counted and told. */
  readonly send: (line: string) => void
  /** Gives what waits a moment to leave. */
  readonly stop: () => Promise<void>
}

const USUAL_PORT = 6514

/** SYSLOG in the environment: `tls://logs.example.nl` or `tls://logs.example.nl:6514`. Throws an OperatorError otherwise. */
export function syslogPlace({
  SYSLOG,
}: Readonly<Record<string, string | undefined>>): SyslogPlace | undefined {
  if (!SYSLOG) return undefined
  const url = URL.parse(SYSLOG)
  const isPlace = url?.protocol === 'tls:' && url.hostname !== '' && url.username === '' && url.search === ''
  if (!isPlace || !/^\/?$/.test(url.pathname)) {
    throw new OperatorError(
      'SYSLOG must be like tls://logs.example.nl:6514: lines of the log go over TLS only.',
    )
  }
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? USUAL_PORT : Number(url.port),
  }
}

export const SYSLOG_LINES_MAX = 10_000
const RETRY_MS = 1000
const RETRY_MS_MAX = 60_000
const CONNECT_MS_MAX = 10_000
const STOP_MS_MAX = 2000
const STOP_MS_STEP = 10

/** Begins to send lines on; what cannot be sent now waits. Nothing of the other end is read or believed. */
export function openSyslog(options: SyslogOptions): Syslog {
  const { host, port, machine, tell, retryMs = RETRY_MS, linesMax = SYSLOG_LINES_MAX } = options
  const waiting: Buffer[] = []
  let socket: TLSSocket | undefined
  let retry: NodeJS.Timeout | undefined
  let pause = retryMs
  let lost = 0
  let isAway = false
  let isBusy = false
  let isStopping = false

  const dial = () => {
    const name = isIP(host) === 0 ? { servername: host } : {}
    const line = connect({ host, port, ...name, minVersion: 'TLSv1.2', timeout: CONNECT_MS_MAX })
    let why = 'closed'
    line.on('error', (error) => (why = codeOf(error) ?? 'no answer'))
    line.on('timeout', () => {
      why = 'ETIMEDOUT'
      line.destroy()
    })
    line.once('secureConnect', () => {
      line.setTimeout(0)
      line.setKeepAlive(true, CONNECT_MS_MAX)
      socket = line
      pause = retryMs
      isAway = false
      tellLost()
      pump()
    })
    // Without a reader an end of the other side would not be noticed.
    line.resume()
    line.once('close', () => {
      socket = undefined
      isBusy = false
      if (isStopping) return
      if (!isAway) tell(`syslog: ${why}; lines wait until the other end is back`)
      isAway = true
      retry = setTimeout(dial, pause)
      pause = Math.min(pause * 2, RETRY_MS_MAX)
    })
  }
  const tellLost = () => {
    if (lost > 0) tell(`syslog: ${lost} lines were lost, for too many waited`)
    lost = 0
  }
  // One at a time: a line goes when the system has taken it, and is sent again when the connection broke on it.
  const pump = () => {
    const [next] = waiting
    if (!socket || isBusy || !next) return
    const line = socket
    isBusy = true
    line.write(next, (error) => {
      if (line !== socket) return
      isBusy = false
      if (error) return
      waiting.shift()
      if (waiting.length === 0) tellLost()
      pump()
    })
  }
  dial()
  return {
    send(line) {
      const told = messageOf(line, machine, options.process)
      if (waiting.length < linesMax) waiting.push(told)
      else lost++
      pump()
    },
    async stop() {
      isStopping = true
      clearTimeout(retry)
      for (let waited = 0; socket && waiting.length > 0 && waited < STOP_MS_MAX; waited += STOP_MS_STEP)
        await new Promise((next) => setTimeout(next, STOP_MS_STEP))
      tellLost()
      if (waiting.length > 0) tell(`syslog: ${waiting.length} lines were not sent on before the end`)
      socket?.end()
      socket?.unref()
    },
  }
}

/** `local0` of RFC 5424, 6.2.1: nothing else on the machine writes under it by itself. */
const FACILITY = 16
/** By the level of a line. */
const SEVERITIES: Readonly<Record<number, number>> = { 50: 3, 40: 4, 30: 6 }
const SEVERITY_OTHERWISE = 5

/** A line of our log as a message of RFC 5424, behind its length in octets (RFC 5425, 4.3). The line itself is unchanged. */
export function messageOf(line: string, machine: string, process: number): Buffer {
  const text = line.trimEnd()
  const { level, time, route, fault } = JSON.parse(text) as Readonly<Record<string, unknown>>
  const priority = FACILITY * 8 + (SEVERITIES[Number(level)] ?? SEVERITY_OTHERWISE)
  const kind = route !== undefined ? 'request' : fault !== undefined ? 'fault' : 'note'
  const host = /^[\x21-\x7e]{1,255}$/.test(machine) ? machine : '-'
  const message = `<${priority}>1 ${String(time)} ${host} spoor ${process} ${kind} - ${text}`
  return Buffer.from(`${Buffer.byteLength(message)} ${message}`)
}
