import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkpointFolder } from '#actions/checkpoint-file.ts'
import type { AuditMismatch } from '#check/audit-rule.ts'
import { checkAudit } from '#check/audit.ts'
import type { Instant } from '#core/time.ts'
import { codeOf } from '#store/faults.ts'
import { loginUrl } from '#store/logins.ts'
import { openServer, placeFrom } from '#store/open.ts'
import { OperatorError } from '#store/operator-error.ts'
import type { Io } from './io.ts'

interface Values {
  readonly json?: boolean | undefined
  readonly checkpoints?: string | undefined
  readonly keys?: string | undefined
}

/** `spoor check --audit` as of a moment. Works beside a running Spoor. */
export async function checkAuditOn(
  now: Instant,
  { json = false, checkpoints, keys }: Values,
  io: Io,
): Promise<number> {
  const place = placeFrom(process.env)
  const log = (line: string) => void io.stderr.write(`${line}\n`)
  const server = await openServer({ ...place, log, whenInUse: 'join' })
  let mismatches = 0
  try {
    const url = loginUrl(server.ownerUrl, 'spoor_check', server.secretsDir)
    const tell = (mismatch: AuditMismatch) => {
      mismatches++
      io.stdout.write(`${json ? JSON.stringify(mismatch) : auditSentence(mismatch)}\n`)
    }
    const report = await checkAudit(url, tell, {
      checkpoints: checkpoints ?? checkpointFolder(process.env, place.dataDir),
      publicKeys: publicKeysFrom(keys, server.secretsDir),
      now,
    })
    log(
      `${report.rows} rows, ${report.days} days, ${report.checkpoints} checkpoints, ${mismatches} mismatches`,
    )
  } finally {
    await server.stop()
  }
  return mismatches === 0 ? 0 : 4
}

/** The keys of a file that somebody named must be there; before the first day was sealed there is no file of our own. */
function publicKeysFrom(file: string | undefined, secretsDir: string): string {
  try {
    return readFileSync(file ?? join(secretsDir, 'checkpoint.pub'), 'utf8')
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error
    if (file === undefined) return ''
    throw new OperatorError(`There is no file ${file} with public keys.`)
  }
}

export function auditSentence({ organisation, day, seq, signal, event, ...said }: AuditMismatch): string {
  const row = seq === null ? '' : `, row ${seq}`
  const where = signal === '' ? '' : `, signal ${signal} event ${event}`
  return `${organisation} ${day}${row}${where}: ${said.rule}; expected ${said.expected}, found ${said.found}`
}
