import { Readable, Writable } from 'node:stream'
import { scanCommand } from '../src/cli/scan.ts'

/** A line of NDJSON. */
export function registration(id: string, text: string): string {
  const moment = '2026-01-05T10:00:00+01:00'
  return JSON.stringify({
    id,
    organisation: 'politie',
    kind: 'mutatie',
    registeredAt: moment,
    incident: 'overlast',
    title: '',
    text,
  })
}
/** Reaches the threshold. */
export const SIGNAL =
  'Zijn paspoort is afgepakt door de baas. Hij weet niet waar hij is, mag niet weg en moet eerst zijn schuld afwerken.'
export const NOTHING = 'Fiets weg, aangifte opgenomen.'
export const lines = (...all: readonly string[]): string => all.map((line) => `${line}\n`).join('')

/** Takes all that is written to it. */
export class Sink extends Writable {
  text = ''

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += String(chunk)
    done()
  }
}

/** Runs `spoor scan` on an input; gives its exit status and what it wrote. */
export async function runScan(args: readonly string[], input: string | Uint8Array | Readable = '') {
  const [stdout, stderr] = [new Sink(), new Sink()]
  const stdin = input instanceof Readable ? input : Readable.from([Buffer.from(input)])
  const status = await scanCommand(args, { stdin, stdout, stderr })
  return { status, out: stdout.text, err: stderr.text }
}
/** The ids of the results, in order. */
export const idsOf = (out: string): readonly unknown[] =>
  out
    .split('\n')
    .filter(Boolean)
    .map((line) => (JSON.parse(line) as { id: unknown }).id)
