import { parseArgs } from 'node:util'
import { checkLaw, LAW_FOLDER, type LawReport } from '#actions/law.ts'
import { faultLine } from '#actions/rules/fault.ts'
import type { CheckedFile } from '#actions/rules/way-of-working-check.ts'
import { AGENCIES_FOLDER, checkAgencies } from '#actions/ways-of-working.ts'
import { isOrganisation } from '#core/organisation.ts'
import type { Day } from '#core/time.ts'
import type { WayOfWorking } from '#process/way-of-working.ts'
import type { Io } from './io.ts'

const HELP = `usage: spoor agency check [DIR] [--law DIR] [--nl]
       spoor agency versions

Reads the ways of working of all agencies, and the law that they build on, and says everything that is wrong with them:
which file, which line, and what to do about it. docs/agencies.md says what may stand in a file. Changes nothing.

  DIR        a folder with a folder for each agency (default: agencies/ of this Spoor)
  --law DIR  the law (default: law/ of this Spoor)
  --nl       in Dutch
  --help     this text

A file is a proposal: which versions two people let enter into force says "spoor agency versions".

Exit status: 0 nothing wrong, 4 faults, 2 unusable arguments.
`

const SOUND = 0
const UNUSABLE = 2
const FAULTS = 4

interface Found {
  readonly law: LawReport
  readonly agencies: readonly CheckedFile<WayOfWorking>[]
}

/** `spoor agency` on a day. */
export function agencyOn(today: Day, args: readonly string[], io: Io): number {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { law: { type: 'string' }, nl: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    allowPositionals: true,
  })
  const [action, folder, ...more] = positionals
  if (values.help) {
    io.stdout.write(HELP)
    return SOUND
  }
  if (action !== 'check' || more.length > 0) {
    io.stderr.write(HELP)
    return UNUSABLE
  }
  let found: Found
  try {
    const law = checkLaw(values.law ?? LAW_FOLDER, values.law ?? 'law', today)
    const against = { today, places: law.law.places }
    found = { law, agencies: checkAgencies(folder ?? AGENCIES_FOLDER, folder ?? 'agencies', against) }
  } catch (error) {
    const { code, path } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    io.stderr.write(`spoor agency: ${path ?? ''}: cannot be read (${code})\n`)
    return UNUSABLE
  }
  const language = values.nl ? 'nl' : 'en'
  const faults = [...found.law.files, ...found.agencies].flatMap((file) => file.faults)
  for (const fault of faults) io.stdout.write(`${faultLine(fault, language)}\n`)
  for (const line of summaryOf(found, today, WORDS[language])) io.stderr.write(`${line}\n`)
  io.stderr.write(
    `${faults.length} ${faults.length === 1 ? WORDS[language].fault : WORDS[language].faults}\n`,
  )
  return faults.length > 0 ? FAULTS : SOUND
}

function summaryOf({ law, agencies }: Found, today: Day, words: Words): readonly string[] {
  const { offence, reflectionPeriod, places, rules } = law.law.versionOn(today)
  const waiting = law.law.offences.filter(({ inForceFrom }) => inForceFrom === null).map(({ id }) => id)
  const versions = [offence, reflectionPeriod, places].map((version) => version?.id ?? words.none)
  return [
    `${words.law} ${today}: ${versions.join(', ')}; ${rules.map(({ id }) => id).join(', ')}`,
    `${words.waiting}: ${waiting.join(', ') || words.none}`,
    ...law.files.map(({ file, unverified }) => `${file}: ${unverified} ${words.unverified}`),
    ...agencies.map((checked) => agencyLine(checked, agencies, today, words)),
  ]
}

/** Which version is in force, and how much of it no person has confirmed yet. */
function agencyLine(
  { file, value: way, unverified }: CheckedFile<WayOfWorking>,
  all: readonly CheckedFile<WayOfWorking>[],
  today: Day,
  words: Words,
): string {
  if (way === undefined) return `${file}: ${words.unusable}`
  const { organisation, effectiveFrom } = way
  const later = all.some(
    ({ value }) =>
      value?.organisation === organisation &&
      value.effectiveFrom > effectiveFrom &&
      value.effectiveFrom <= today,
  )
  const state = effectiveFrom > today ? `${words.from} ${effectiveFrom}` : later ? words.past : words.inForce
  const login = isOrganisation(organisation) ? '' : `; ${words.noLogin}`
  return `${file}: ${state}; ${unverified} ${words.unverified}${login}`
}

interface Words {
  readonly law: string
  readonly waiting: string
  readonly none: string
  readonly unverified: string
  readonly unusable: string
  readonly inForce: string
  readonly past: string
  readonly from: string
  readonly noLogin: string
  readonly fault: string
  readonly faults: string
}

const WORDS: Readonly<Record<'en' | 'nl', Words>> = {
  en: {
    law: 'law on',
    waiting: 'law not in force yet, as far as known',
    none: 'none',
    unverified: 'values that nobody has confirmed yet',
    unusable: 'cannot be used',
    inForce: 'in force',
    past: 'followed by a later version',
    from: 'holds from',
    noLogin: 'this Spoor has no login for it',
    fault: 'fault',
    faults: 'faults',
  },
  nl: {
    law: 'recht op',
    waiting: 'nog niet geldend recht, voor zover bekend',
    none: 'geen',
    unverified: 'waarden die nog niemand heeft bevestigd',
    unusable: 'niet bruikbaar',
    inForce: 'geldt nu',
    past: 'opgevolgd door een latere versie',
    from: 'geldt vanaf',
    noLogin: 'deze Spoor heeft er geen login voor',
    fault: 'fout',
    faults: 'fouten',
  },
}
