import type { House } from '#actions/house.ts'
import { importFile, importSplit, type SplitImport, type Watch } from '#actions/import-file.ts'
import { clearUp } from '#actions/imports.ts'
import type { ImportFault } from '#actions/input-bytes.ts'
import type { OrganisationId } from '#core/organisation.ts'
import { NO_LINES, type LineCounts } from '#store/imports.ts'
import { faultText, type FoundFile } from './import-input.ts'
import type { Io } from './io.ts'
import { Progress } from './progress.ts'

const ALL_READ = 0
const SOME_REJECTED = 3
const UNUSABLE = 2
/** So many rejected lines of one file are named one by one. */
const NAMED_MAX = 20

interface Choice {
  readonly as: OrganisationId | undefined
  readonly fallback: OrganisationId
}

/** Takes the files in, one after the other, and gives the exit status: that of the worst. */
export async function importFiles(
  house: House,
  files: readonly FoundFile[],
  choice: Choice,
  io: Io,
): Promise<number> {
  await clearUp(house)
  let status = ALL_READ
  for (const file of files) {
    const { imports, fault } = await importOne(house, file, choice, io)
    const total = imports.map(({ row }) => row).reduce(sum, NO_LINES)
    if (imports.length > 1) {
      for (const { organisation, row } of imports) io.stdout.write(`  ${organisation}: ${balance(row)}\n`)
    }
    io.stdout.write(`${file.shown}: ${balance(total)}\n`)
    if (total.rejected > 0) io.stderr.write(whereTheyAre(total.rejected))
    if (fault !== null) io.stderr.write(`spoor import: ${file.shown}: ${faultText(fault)}\n`)
    if (fault !== null) status = UNUSABLE
    else if (total.rejected > 0 && status === ALL_READ) status = SOME_REJECTED
  }
  return status
}

async function importOne(
  house: House,
  file: FoundFile,
  { as, fallback }: Choice,
  io: Io,
): Promise<{ readonly imports: readonly SplitImport[]; readonly fault: ImportFault | null }> {
  const { watch, end } = watchOn(file, io)
  const open = async () => ({ format: file.format, chunks: file.open() })
  // The bytes of a file that is split belong to no one import.
  const bytesTotal = as === undefined ? null : file.bytes
  const origin = { source: file.name, via: 'command', by: null, feed: null, bytesTotal } as const
  try {
    if (as === undefined) return await importSplit(house, fallback, origin, open, watch)
    const row = await importFile(house, as, house.newId(), origin, open, watch)
    return { imports: [{ organisation: as, row }], fault: row.fault as ImportFault | null }
  } finally {
    end()
  }
}

function watchOn({ bytes }: FoundFile, { stderr }: Io): { readonly watch: Watch; readonly end: () => void } {
  const start = performance.now()
  const progress = new Progress(stderr, bytes ?? undefined, () => performance.now() - start)
  let rejected = 0
  return {
    watch: {
      onProgress: (seen) =>
        progress.update(seen.bytesRead, `${seen.linesIn} lines, ${seen.rejected} rejected`),
      onReject(line, reason) {
        if (++rejected > NAMED_MAX) return
        progress.clear()
        stderr.write(`line ${line}: ${reason}\n`)
      },
    },
    end() {
      progress.clear()
      if (rejected > NAMED_MAX) stderr.write(`and ${rejected - NAMED_MAX} lines more\n`)
    },
  }
}

function balance({ linesIn, accepted, alreadyKnown, rejected, corrections }: LineCounts): string {
  return `lines in ${linesIn} = accepted ${accepted} + already known ${alreadyKnown} + rejected ${rejected} (corrections ${corrections})`
}

function whereTheyAre(rejected: number): string {
  const [lines, they] = rejected === 1 ? ['1 line', 'it is'] : [`${rejected} lines`, 'they are']
  return `${lines} could not be taken in: ${they} in quarantine as received, for its owner to repair or discard (the import page)\n`
}

function sum(a: LineCounts, b: LineCounts): LineCounts {
  return {
    linesIn: a.linesIn + b.linesIn,
    accepted: a.accepted + b.accepted,
    corrections: a.corrections + b.corrections,
    alreadyKnown: a.alreadyKnown + b.alreadyKnown,
    rejected: a.rejected + b.rejected,
  }
}
