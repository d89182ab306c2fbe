import type { Label } from '#process/sourced.ts'
import type { Fault } from './fault.ts'
import type { JsonFile } from './json-file.ts'
import { placesAt, textsAt } from './places.ts'
import { nameOf } from './shape-faults.ts'

/** The lists of a way of working to which other lines refer by id, by what they are called in a sentence. */
const LISTS: Readonly<Record<string, Label>> = {
  units: { en: 'units', nl: 'eenheden (units)' },
  roles: { en: 'roles', nl: 'functies (roles)' },
  qualifications: { en: 'qualifications', nl: 'kwalificaties (qualifications)' },
  acts: { en: 'acts', nl: 'handelingen (acts)' },
  weighingCriteria: { en: 'weighing criteria', nl: 'wegingscriteria (weighingCriteria)' },
  informationSources: { en: 'information sources', nl: 'informatiebronnen (informationSources)' },
  notPossibleReasons: {
    en: 'reasons why not possible',
    nl: 'redenen van niet mogelijk (notPossibleReasons)',
  },
  circumstances: { en: 'circumstances', nl: 'omstandigheden (circumstances)' },
  guards: { en: 'guards', nl: 'waarborgen (guards)' },
  partners: { en: 'partners', nl: 'ketenpartners (partners)' },
}

/** Where an id of a list is named. */
const REFERENCES: readonly (readonly [string, string])[] = [
  ['triageUnit', 'units'],
  ['quarantine.unit', 'units'],
  ['feeds.*.duty.unit', 'units'],
  ['escalation.*.unit', 'units'],
  ['secondLook.unit', 'units'],
  ['routing.lanes.*.unit', 'units'],
  ['feeds.*.duty.role', 'roles'],
  ['escalation.*.role', 'roles'],
  ['acts.*.guideline.by.*', 'roles'],
  ['acts.*.guideline.qualification', 'qualifications'],
  ['acts.*.guideline.criteria.*', 'weighingCriteria'],
  ['urgentTerms.*.criterion', 'weighingCriteria'],
  ['routing.protectionFirst.*', 'weighingCriteria'],
  ['routing.protectionActs.*', 'acts'],
  ['weighingCriteria.*.whenUnknown', 'acts'],
  ['mandate.support', 'acts'],
  ['handovers.*.acts.*', 'acts'],
  ['outcomes.*.consider.*', 'acts'],
  ['outcomes.*.unless.*', 'weighingCriteria'],
  ['decisions.*.consider.*', 'acts'],
  ['acts.*.information.*', 'informationSources'],
  ['acts.*.notPossible.*', 'notPossibleReasons'],
  ['acts.*.mandatoryWhen.circumstances.*', 'circumstances'],
  ['outcomes.*.guards.*', 'guards'],
  ['decisions.*.guards.*', 'guards'],
  ['handovers.*.to', 'partners'],
]

/** Lists in which no id stands twice. */
const UNIQUE = [
  ...Object.keys(LISTS),
  'urgentTerms',
  'targets',
  'setAsideCriteria',
  'neverCriteria',
  'holdReasons',
  'decisions',
  'outcomes',
  'routing.lanes',
  'routing.criteria',
  'armCrossings',
  'handovers',
  'handoverRefusals',
  'history',
  'feeds',
]
/** The same, inside each entry of a list. */
const UNIQUE_WITHIN = ['guards.*.answers', 'handovers.*.moments']

/** Ids that are named and not listed. */
export function referenceFaults(json: JsonFile): readonly Fault[] {
  return REFERENCES.flatMap(([from, to]) => {
    const known = textsAt(json.value, `${to}.*.id`)
    return placesAt(json.value, from)
      .filter(({ value }) => typeof value === 'string' && !known.includes(value))
      .map(({ path, value }) =>
        notListed(json, path, nameOf(path), String(value), LISTS[to]!, known, json.lineOf([to])),
      )
  })
}

function notListed(
  { file, lineOf }: JsonFile,
  path: Parameters<JsonFile['lineOf']>[0],
  name: string,
  value: string,
  list: Label,
  known: readonly string[],
  listLine: number,
): Fault {
  const there = known.map((id) => `"${id}"`).join(', ')
  return {
    file,
    line: lineOf(path),
    says: {
      en: `"${name}" is "${value}", which is not in the list of ${list.en} (line ${listLine}). There are: ${there}`,
      nl: `"${name}" is "${value}", en dat staat niet in de lijst van ${list.nl} (regel ${listLine}). Er zijn: ${there}`,
    },
  }
}

/** Ids that stand twice in a list. */
export function twiceFaults(json: JsonFile, lists: readonly string[] = UNIQUE): readonly Fault[] {
  const within = UNIQUE_WITHIN.flatMap((pattern) => placesAt(json.value, pattern))
  const whole = lists.flatMap((pattern) => placesAt(json.value, pattern))
  return [...whole, ...within].flatMap(({ path, value }) => {
    const ids = placesAt(value, '*.id')
    return ids.flatMap((one, at) => {
      const first = ids.findIndex((other) => other.value === one.value)
      if (first === at || typeof one.value !== 'string') return []
      const line = json.lineOf([...path, ...ids[first]!.path])
      return [{ file: json.file, line: json.lineOf([...path, ...one.path]), says: twice(one.value, line) }]
    })
  })
}

function twice(id: string, line: number): Label {
  return {
    en: `the id "${id}" stands already on line ${line} of this list`,
    nl: `het kenmerk (id) "${id}" staat al op regel ${line} van deze lijst`,
  }
}
