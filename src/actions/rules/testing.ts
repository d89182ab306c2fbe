// Tests plant a fault in a real way of working and look on which line it is told.
import { readFileSync } from 'node:fs'
import { ORGANISATIONS } from '#core/organisation.ts'
import { readLaw } from '../law.ts'
import { AGENCIES_FOLDER } from '../ways-of-working.ts'
import { checkWayOfWorking } from './way-of-working-check.ts'

const DAY = '2026-01-01'

/** A file under agencies/ as it is, and what becomes of it when somebody changes it. */
export function wayOfWorkingFile(agency: string) {
  const text = readFileSync(`${AGENCIES_FOLDER}/${agency}/${DAY}.json`, 'utf8')
  const against = { today: '2026-11-23', places: readLaw().places, organisations: ORGANISATIONS }
  const offsetOf = (what: string, after: string) => {
    const start = text.indexOf(what, text.indexOf(after))
    if (start === -1) throw new Error(`${what} is not in the file`)
    return start
  }
  return {
    text,
    check: (changed: string) => checkWayOfWorking(`${agency}.json`, changed, { agency, name: DAY }, against),
    /** The file with the first `from` after `after` replaced, and the line on which that is. */
    plant: (from: string, to: string, after = '') => {
      const start = offsetOf(from, after)
      const changed = text.slice(0, start) + to + text.slice(start + from.length)
      return { text: changed, line: lineAt(changed, start) }
    },
    /** The line of the first `what` after `after`, in the file as it is. */
    lineOf: (what: string, after = '') => lineAt(text, offsetOf(what, after)),
  }
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}
