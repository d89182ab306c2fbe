// `npm run parts`: asks the registry what is known of the parts of others, and writes it down with the day.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { recordOf, type PartsRecord } from './record.ts'

const FILE = 'docs/security/parts.json'

/** npm ends with another status when it found something: what it wrote counts. */
function asked(command: 'audit' | 'outdated'): unknown {
  const { stdout } = spawnSync('npm', [command, '--json'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  try {
    return JSON.parse(stdout === '' ? '{}' : stdout) as unknown
  } catch {
    return {}
  }
}

const before = existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as PartsRecord) : undefined
const lockText = readFileSync('package-lock.json', 'utf8')
const today = new Date().toISOString().slice(0, 10)
const record = recordOf({ today, lockText, audit: asked('audit'), outdated: asked('outdated') }, before)
writeFileSync(FILE, `${JSON.stringify(record, undefined, 2)}\n`)
const { advisories, weaknesses, newer } = record
process.stdout.write(
  `${FILE}: ${advisories.why}; ${weaknesses.length} weaknesses, ${newer.length} newer versions\n`,
)
