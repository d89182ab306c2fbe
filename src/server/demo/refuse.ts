import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { codeOf } from '#store/faults.ts'
import { OperatorError } from '#store/operator-error.ts'
import { isLoopback } from '../site.ts'

/** What is known of a database before anybody works in it. */
export interface DatabaseFacts {
  /** Names this database and no other. */
  readonly identity: string
  /** Nobody has signed in and nothing has come in. */
  readonly isEmpty: boolean
}

/** The file in the data folder that says in which database the demo's fictional data are. */
const MARKER = 'demo'

/** The demo lets anybody in as anybody: it answers to this machine only. Throws an OperatorError when it would not. */
export function refuseOpenDemo(host: string): void {
  if (isLoopback(host)) return
  throw new OperatorError(
    `The demo lets anybody in as anybody, so it answers to this machine only: HOST must be 127.0.0.1, not ${host}.`,
  )
}

/**
 * Keeps fictional and real apart. The demo works in an empty database, which it marks, or in one that it marked
 * before; and nobody works for real in the demo's. Throws an OperatorError that says what to do instead.
 */
export function refuseMixing(demo: boolean, dataDir: string, facts: DatabaseFacts): void {
  const marked = markerIn(dataDir) === facts.identity
  if (!demo) {
    if (!marked) return
    throw new OperatorError(
      `The data of ${dataDir} are the demo's fictional ones. Start with --demo, or choose another SPOOR_DATA.`,
    )
  }
  if (marked) return
  if (!facts.isEmpty) {
    throw new OperatorError(
      `The demo does not open data that are not its own (${dataDir}). Start without --demo, or choose another SPOOR_DATA.`,
    )
  }
  writeFileSync(join(dataDir, MARKER), `${facts.identity}\n`, { mode: 0o600 })
}

function markerIn(dataDir: string): string | undefined {
  try {
    return readFileSync(join(dataDir, MARKER), 'utf8').trim()
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}
