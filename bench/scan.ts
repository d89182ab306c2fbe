import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'

import { readCatalogue } from '#actions/catalogue.ts'
import { scanRegistration } from '#scan/scan.ts'

import { scanCommand } from '../src/cli/scan.ts'

export interface ScanFigures {
  readonly mb: number
  readonly seconds: number
  readonly mbPerSecond: number
  /** For each second of processor time, of all threads of this process: what others do on the machine counts less. */
  readonly mbPerProcessorSecond: number
  readonly registrations: number
  readonly signals: number
}

interface Base {
  readonly id: string
  readonly title: string
  readonly text: string
}

/** Everyday sentences in which no indicator is found, so that they make texts longer and different. */
const FILLER = [
  'Ter plaatse gegaan en met de melder gesproken over wat er gezien was.',
  'De voortuin lag vol takken na de storm van gisteravond.',
  'Afspraak gemaakt voor vrijdag om 10.30 uur op het bureau.',
  'Camerabeelden van de winkelstraat worden nog opgevraagd.',
  'Buurtonderzoek leverde geen verdere getuigen op.',
  'De fiets is van het merk Gazelle, zwart, met krat voorop.',
  'Gemeente gevraagd de lantaarnpaal te laten herstellen.',
  'Formulier ingevuld en meegegeven aan de aangever.',
  'Het regende hard en de weg was glad door bladeren.',
  'Verzekering wordt door beide partijen zelf ingelicht.',
] as const

const MB = 1_000_000
const DEFAULT_MB = 40

/** The registrations of the example day, over and over, each time with other everyday sentences around them. */
function* corpus(bases: readonly Base[], bytes: number): Generator<Base> {
  let seed = 20260105
  const draw = (below: number): number => {
    // A linear congruential generator: the same corpus on every machine.
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
    return seed % below
  }
  const story = (): string => Array.from({ length: draw(6) }, () => FILLER[draw(FILLER.length)]).join(' ')
  for (let [written, number] = [0, 0]; written < bytes; number += 1) {
    const base = draw(bases.length)
    const text = [story(), bases[base]!.text, story()].filter(Boolean).join('\n\n')
    const registration = { ...bases[base]!, id: `b${number}`, text }
    written += lineOf(registration).length
    yield registration
  }
}

function lineOf(registration: Base): Buffer {
  return Buffer.from(`${JSON.stringify(registration)}\n`)
}

/**
 * Runs `spoor scan` over a generated corpus of `megabytes` on one core, from bytes in to bytes out. Throws when a count
 * is not what it must be: how many there are is known beforehand, and how many are signals by asking the scan of each.
 */
export async function benchScan(megabytes = DEFAULT_MB): Promise<ScanFigures> {
  const day = readFileSync(join(import.meta.dirname, '..', 'examples', 'day.ndjson'), 'utf8')
  const bases = day
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Base)
  const catalogue = readCatalogue()
  const chunks: Buffer[] = []
  let [bytes, registrations, expected] = [0, 0, 0]
  for (const registration of corpus(bases, megabytes * MB)) {
    const line = lineOf(registration)
    chunks.push(line)
    bytes += line.length
    registrations += 1
    if (scanRegistration(catalogue, registration).isSignal) expected += 1
  }
  const input = Buffer.concat(chunks)

  let signals = 0
  let said = ''
  const stdout = sink((chunk) => (signals += chunk.toString('latin1').split('\n').length - 1))
  const stderr = sink((chunk) => (said += String(chunk)))
  const start = performance.now()
  const before = process.cpuUsage()
  const status = await scanCommand([], { stdin: Readable.from(pieces(input)), stdout, stderr })
  const seconds = (performance.now() - start) / 1000
  const { user, system } = process.cpuUsage(before)
  const processorSeconds = (user + system) / 1_000_000

  const balance = `lines in ${registrations} = accepted ${registrations} + rejected 0`
  if (status !== 0 || !said.includes(balance)) throw new Error(`expected "${balance}", got ${said}`)
  if (signals !== expected) throw new Error(`expected ${expected} signals, got ${signals}`)
  const mb = bytes / MB
  const speeds = { mbPerSecond: mb / seconds, mbPerProcessorSecond: mb / processorSeconds }
  return { mb, seconds, ...speeds, registrations, signals }
}

function* pieces(input: Buffer): Generator<Buffer> {
  const size = 256 * 1024
  for (let at = 0; at < input.length; at += size) yield input.subarray(at, at + size)
}

function sink(take: (chunk: Buffer) => void): Writable {
  return new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      take(chunk)
      done()
    },
  })
}

if (import.meta.main) console.log(JSON.stringify(await benchScan()))
