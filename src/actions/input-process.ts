// The process in which a file is read that somebody sent: started and, when it must be, killed by bounded-lines.ts. It
// gets the file on standard input, answers in frames on standard output, and has nothing else: no data folder, no
// database, no environment.
import { once } from 'node:events'
import { UnreadableFile } from './input-bytes.ts'
import { inputLines } from './input-lines.ts'
import { frameOf, type Frame, type ReadingOrder } from './line-frames.ts'

// Who stops Spoor stops the one that started us; we end with our input.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined)
// Nobody listens any more.
process.stdout.on('error', () => process.exit(0))

async function say(frame: Frame): Promise<void> {
  let goesOn = true
  for (const piece of frameOf(frame)) goesOn = process.stdout.write(piece)
  if (!goesOn) await once(process.stdout, 'drain')
}

const { format, organisation } = JSON.parse(process.argv[2] ?? '') as ReadingOrder
try {
  for await (const read of inputLines(process.stdin, format, organisation)) await say(read)
  await say({ end: true, fault: null })
} catch (error) {
  if (!(error instanceof UnreadableFile)) throw error
  await say({ end: true, fault: error.fault })
}
