import { createReadStream, statSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { parseArgs } from 'node:util'

import { readCatalogueFolder } from '#actions/catalogue.ts'
import { textBytes, UnreadableFile } from '#actions/input-bytes.ts'
import { LineSplitter } from '#core/lines.ts'
import { type Catalogue, CatalogueError, type CatalogueFile, compileCatalogue } from '#scan/scan.ts'

import type { Io } from './io.ts'
import { Progress } from './progress.ts'
import { RejectsFile } from './rejects-file.ts'
import { Batcher, type BatchResult } from './scan-batch.ts'
import { Output, OutputClosed } from './scan-output.ts'
import { openScanner, type Scanner } from './scan-pool.ts'

const HELP = `usage: spoor scan [FILE|-] [--all] [--rejects FILE] [--catalogue DIR] [--jobs N]

Reads registrations (NDJSON, gzip or not) and writes what the scan found, one JSON object a line, in input order.
Without --all it writes signals only. A score is about a registration, never about a person, and the absence of a
finding proves nothing.

  --all            every registration that could be read, signal or not
  --rejects FILE   the lines that could not be read, byte for byte (only you can read the file: mode 0600)
  --catalogue DIR  another catalogue than the one that comes with Spoor
  --jobs N         threads, 1 unless told; the output is the same
  --help           this text

On standard error: progress, the number and the reason of each line that was rejected, and the balance.
Exit status: 0 all lines read, 3 some were rejected, 2 unusable arguments or a file that is missing, a folder or not
text, 1 a fault of ours.
`

const ALL_READ = 0
const SOME_REJECTED = 3
const UNUSABLE = 2
const JOBS_MAX = 64
/** Bytes of lines that go to a scanner at once. */
const BATCH_BYTES = 256 * 1024

/** What cannot be done as asked; one sentence for the person who asked. */
class Unusable extends Error {
  override readonly name = 'Unusable'
}

interface Options {
  readonly file: string
  readonly all: boolean
  readonly rejects: string | undefined
  readonly catalogue: string | undefined
  readonly jobs: number
}

/** `spoor scan`. Source of its behaviour: formats.md. */
export async function scanCommand(args: readonly string[], io: Io): Promise<number> {
  try {
    const options = optionsOf(args)
    if (options) return await scan(options, io)
    io.stdout.write(HELP)
    return ALL_READ
  } catch (error) {
    // Who reads the output has seen enough (`| head`): no fault, and nobody to tell.
    if (error instanceof OutputClosed) return ALL_READ
    if (!(error instanceof Unusable)) throw error
    io.stderr.write(`spoor scan: ${error.message}\n`)
    return UNUSABLE
  }
}

function optionsOf(args: readonly string[]): Options | undefined {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean' } as const
  const options = { all: flag, rejects: text, catalogue: text, jobs: text, help: { ...flag, short: 'h' } }
  const { values, positionals } = parsed(() =>
    parseArgs({ args: [...args], options, allowPositionals: true }),
  )
  if (values.help) return undefined
  if (positionals.length > 1) throw new Unusable('one file at a time, or - for standard input')
  const jobs = Number(values.jobs ?? 1)
  if (!Number.isInteger(jobs) || jobs < 1 || jobs > JOBS_MAX) {
    throw new Unusable(`--jobs takes a number from 1 to ${JOBS_MAX}`)
  }
  return {
    file: positionals[0] ?? '-',
    all: values.all ?? false,
    rejects: values.rejects,
    catalogue: values.catalogue,
    jobs,
  }
}

function parsed<T>(parse: () => T): T {
  try {
    return parse()
  } catch (error) {
    throw new Unusable(`${(error as Error).message.split('\n', 1)[0]} (see spoor scan --help)`)
  }
}

async function scan(options: Options, io: Io): Promise<number> {
  const source = sourceOf(options.file, io)
  const { files, catalogue } = catalogueOf(options.catalogue)
  const rejects = openRejects(options)
  const scanner = openScanner(catalogue, files, options.all, options.jobs)
  const output = new Output(io.stdout)
  const stream = source.open()
  try {
    const balance = await scanLines({ ...source, stream }, scanner, output, rejects, io)
    const { lines, rejected, signals } = balance
    const { version, calibrated } = catalogue
    io.stderr.write(`lines in ${lines} = accepted ${lines - rejected} + rejected ${rejected}\n`)
    io.stderr.write(`signals ${signals}, catalogue ${version}${calibrated ? '' : ', scores uncalibrated'}\n`)
    return rejected > 0 ? SOME_REJECTED : ALL_READ
  } finally {
    stream.destroy()
    rejects?.close()
    await scanner.close()
  }
}

interface Source {
  readonly name: string
  /** In bytes, when it is known. */
  readonly size: number | undefined
  readonly open: () => Readable
}

function sourceOf(file: string, io: Io): Source {
  if (file === '-') return { name: 'standard input', size: undefined, open: () => io.stdin }
  const found = statSync(file, { throwIfNoEntry: false })
  if (!found) throw new Unusable(`${file}: there is no such file`)
  if (found.isDirectory()) throw new Unusable(`${file}: is a folder; give a file of registrations`)
  const size = found.isFile() ? found.size : undefined
  return { name: file, size, open: () => createReadStream(file, { highWaterMark: 256 * 1024 }) }
}

interface CatalogueRead {
  readonly files: readonly CatalogueFile[]
  readonly catalogue: Catalogue
}

function catalogueOf(folder: string | undefined): CatalogueRead {
  try {
    const files = readCatalogueFolder(folder)
    return { files, catalogue: compileCatalogue(files) }
  } catch (error) {
    if (folder === undefined) throw error
    if (error instanceof CatalogueError) throw new Unusable(`${folder}: ${error.message}`)
    const { code } = error as NodeJS.ErrnoException
    throw code ? new Unusable(`${folder}: cannot be read as a catalogue (${code})`) : error
  }
}

function openRejects({ rejects, file }: Options): RejectsFile | undefined {
  if (rejects === undefined) return undefined
  try {
    return new RejectsFile(rejects, file === '-' ? undefined : file)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    throw new Unusable(`--rejects ${rejects}: ${code ? `cannot be written (${code})` : message}`)
  }
}

interface Balance {
  readonly lines: number
  readonly rejected: number
  readonly signals: number
}

/** Reads, scans and writes at the pace of the slowest of the three, with a few batches under way at most. */
async function scanLines(
  source: Source & { readonly stream: Readable },
  scanner: Scanner,
  output: Output,
  rejects: RejectsFile | undefined,
  io: Io,
): Promise<Balance> {
  const start = performance.now()
  const progress = new Progress(io.stderr, source.size, () => performance.now() - start)
  const total = { lines: 0, rejected: 0, signals: 0 }
  const underWay: Promise<BatchResult>[] = []
  let bytesRead = 0

  const settle = async (): Promise<void> => {
    const result = await underWay.shift()!
    await output.write(result.output)
    for (const { number, reason, bytes } of result.rejected) {
      progress.clear()
      io.stderr.write(`line ${number}: ${reason}\n`)
      rejects?.add(bytes)
    }
    total.lines += result.lines
    total.rejected += result.rejected.length
    total.signals += result.signals
    progress.update(bytesRead, `${total.lines} lines, ${total.signals} signals`)
  }

  const counted = countBytes(source.stream, (length) => (bytesRead += length))
  for await (const batch of batchesOf(counted, source.name)) {
    const scanning = scanner.scan(batch)
    // Waited for in order, below; until then a failure is not an unhandled one.
    scanning.catch(() => undefined)
    underWay.push(scanning)
    if (underWay.length >= scanner.room) await settle()
  }
  while (underWay.length > 0) await settle()
  progress.clear()
  await output.end()
  return total
}

async function* batchesOf(chunks: AsyncIterable<Uint8Array>, name: string) {
  const splitter = new LineSplitter()
  const batcher = new Batcher(BATCH_BYTES)
  try {
    for await (const chunk of textBytes(chunks)) {
      for (const line of splitter.push(chunk)) {
        const batch = batcher.add(line)
        if (batch) yield batch
      }
      // Lines are views on the chunk: they are copied before the next one comes.
      const rest = batcher.flush()
      if (rest) yield rest
    }
  } catch (error) {
    throw unreadable(error, name)
  }
  for (const line of splitter.end()) batcher.add(line)
  const rest = batcher.flush()
  if (rest) yield rest
}

function unreadable(error: unknown, name: string): unknown {
  if (error instanceof UnreadableFile) {
    return new Unusable(
      error.fault === 'not-text' ? `${name}: is not text` : `${name}: the gzip data is damaged`,
    )
  }
  const { code, syscall } = error as NodeJS.ErrnoException
  return syscall === 'open' || syscall === 'read' ? new Unusable(`${name}: cannot be read (${code})`) : error
}

async function* countBytes(chunks: AsyncIterable<Uint8Array>, add: (length: number) => void) {
  for await (const chunk of chunks) {
    add(chunk.length)
    yield chunk
  }
}
