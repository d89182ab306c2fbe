import { expect, test } from 'vitest'
import { wayOfWorkingFile } from './testing.ts'

const { text: kmar, check, plant, lineOf } = wayOfWorkingFile('kmar')

const UNITS = lineOf('"units"')
const ROLES = lineOf('"roles"')

// What goes wrong in practice: what is in the file, what somebody made of it, and what they are told.
test.each([
  // what went wrong, in the file, made into, the first one after, what it says
  [
    'a unit that is not there',
    '"unit": "brigade-schiphol"',
    '"unit": "brigade-x"',
    '"escalation"',
    `"unit" is "brigade-x", which is not in the list of units (line ${UNITS}). There are: "brigade-schiphol", "brigade-eindhoven", "brigade-bonaire", "intelligence-kmar", "brigade-grenstoezicht", "landelijk-tactisch-commando"`,
  ],
  [
    'the unit that answers proposals',
    '"triageUnit": "brigade-schiphol"',
    '"triageUnit": "brigade"',
    '',
    `"triageUnit" is "brigade", which is not in the list of units (line ${UNITS})`,
  ],
  [
    'a role that is not there',
    '"role": "team-lead"',
    '"role": "chief"',
    '"escalation"',
    `"role" is "chief", which is not in the list of roles (line ${ROLES})`,
  ],
  [
    'a ladder that ends at nobody in charge',
    '"role": "unit-head"',
    '"role": "analyst"',
    '"escalation"',
    'the ladder ends at "analyst", who is no manager; it must end at one of "unit-head"',
  ],
  [
    'a ladder that does not climb',
    '{ "value": 24, "unit": "hours" }',
    '{ "value": 0, "unit": "hours" }',
    '"escalation"',
    'this step of the ladder is not later than the step before it',
  ],
  [
    'an act that is not there',
    '"separate-talk"',
    '"seperate-talk"',
    '"handovers"',
    '"acts" is "seperate-talk", which is not in the list of acts',
  ],
  [
    'a criterion that is not there',
    '"criterion": "danger-now"',
    '"criterion": "danger"',
    '',
    '"criterion" is "danger", which is not in the list of weighing criteria',
  ],
  [
    'a guard that is not there',
    '"guards": ["possible-victim-contact"',
    '"guards": ["contact"',
    '"decisions"',
    '"guards" must be one of "possible-victim-contact", "comensha", "reflection-period", "non-punishment"',
  ],
  [
    'a place that the law does not know',
    '"place": "schiphol"',
    '"place": "lelystad"',
    '',
    '"place" is "lelystad", which is not in law/kmar-places.json. There are: "schiphol", "rotterdam"',
  ],
  [
    'a partner that is no organisation',
    '"organisation": "politie"',
    '"organisation": "polite"',
    '"partners"',
    '"organisation" is "polite", which is not in agencies/',
  ],
  [
    'an id that stands twice',
    '"id": "unit-head"',
    '"id": "team-lead"',
    '"roles"',
    `the id "team-lead" stands already on line ${lineOf('"id": "team-lead"')} of this list`,
  ],
  [
    'a name that stands twice',
    '"mandatory": true,',
    '"mandatory": true, "mandatory": true,',
    '',
    'this name stands twice here',
  ],
  ['a source left empty', '"source": "proposal, unverified"', '"source": ""', '', '"source" is empty'],
  [
    'a number between quotes',
    '"value": 24',
    '"value": "24"',
    '"answer-proposal"',
    '"value" must be a whole number without quotes',
  ],
  ['a term below nought', '"value": 24', '"value": -1', '"answer-proposal"', '"value" must be at least 0'],
  [
    'a unit of time that is not known',
    '"unit": "hours"',
    '"unit": "weeks"',
    '"answer-proposal"',
    '"unit" must be one of "working-days", "hours"',
  ],
  [
    'yes instead of true',
    '"manager": true',
    '"manager": "ja"',
    '',
    '"manager" must be true or false, without quotes',
  ],
  [
    'a form that is not known',
    '"forms": [],',
    '"forms": ["arbeidsuitbuiting"],',
    '"acts"',
    '"forms" must be one of "seksueel", "arbeid", "crimineel", "bedelarij", "dienstbaarheid", "overig"',
  ],
  [
    'an urgent term that is longer than the ordinary one',
    '"weigh": { "value": 1, "unit": "working-days" }',
    '"weigh": { "value": 3, "unit": "working-days" }',
    '"urgentTerms"',
    'the urgent term of "weigh" is longer than the ordinary one',
  ],
  [
    'capacity as a criterion',
    '"nl": "Is er een band met Nederland?"',
    '"nl": "Is er genoeg capaciteit?"',
    '',
    'this may never count in a decision; capacity stands under "holdReasons"',
  ],
  [
    'nationality as a reason to set aside',
    '"en": "The words describe an act of the authorities themselves"',
    '"en": "The nationality makes it unlikely"',
    '',
    'this may never count in a decision',
  ],
  [
    'a misspelt name',
    '"triageUnit"',
    '"triageunit"',
    '',
    '"triageunit" is not known here; is it spelled as in docs/agencies.md?',
  ],
  [
    'a checked day that has yet to come',
    '"checkedOn": null',
    '"checkedOn": "2027-01-04"',
    '',
    '"checkedOn" is 2027-01-04, which is after today (2026-11-23)',
  ],
  [
    'a checked day that does not exist',
    '"checkedOn": null',
    '"checkedOn": "2026-06-31"',
    '',
    '2026-06-31 is no day that exists',
  ],
  [
    'a checked day as people write it',
    '"checkedOn": null',
    '"checkedOn": "31 mei"',
    '',
    '"checkedOn" must be a day like 2026-07-01',
  ],
  [
    'another day than the name of the file',
    '"effectiveFrom": "2026-01-01"',
    '"effectiveFrom": "2026-07-01"',
    '',
    '"effectiveFrom" is "2026-07-01", but by the name of the folder and of the file it must be "2026-01-01"',
  ],
  [
    'another agency than the folder',
    '"organisation": "kmar"',
    '"organisation": "politie"',
    '',
    '"organisation" is "politie", but by the name of the folder and of the file it must be "kmar"',
  ],
  [
    'a measure without its term',
    '"within": { "value": 3, "unit": "working-days" }',
    '"within": null',
    '"targets"',
    '"within" is a term for a measure that ends in "-within"',
  ],
  [
    'mandatory twice over',
    '"mandatoryWhen": null',
    '"mandatoryWhen": { "forms": ["arbeid"], "channels": [], "circumstances": [] }',
    '"journey"',
    'an act that is always mandatory has "mandatory": true and "mandatoryWhen": null',
  ],
  [
    'a text that does not end',
    '"source": "proposal, unverified",',
    '"source": "proposal, unverified,',
    '',
    'a text on this line does not end: its closing double quote is missing',
  ],
  ['a bracket too many', '\n}\n', '\n}}\n', '"quarantine"', 'the file goes on after its last bracket'],
] as const)('%s', (_what, from, to, after, says) => {
  const { text, line } = plant(from, to, after)
  const { faults, value } = check(text)
  const found = faults.filter((fault) => fault.says.en.startsWith(says))
  expect(found, JSON.stringify(faults, null, 1)).toHaveLength(1)
  expect(value).toBeUndefined()
  const offset = says.includes('last bracket') ? 1 : 0
  expect(found[0]).toMatchObject({ file: 'kmar.json', line: line + offset })
  expect(found[0]?.says.nl.length).toBeGreaterThan(10)
})

test.each([
  ['a comma forgotten at the end of a line', '"organisation": "kmar",', '"organisation": "kmar"', 1],
  ['a comma too many before a bracket', '"checkedOn": null\n', '"checkedOn": null,\n', 1],
] as const)('%s is told on the line below', (_what, from, to, below) => {
  const { text, line } = plant(from, to)
  expect(check(text).faults).toMatchObject([{ line: line + below }])
})

test.each([
  [
    'a term',
    `    "weigh": {`,
    '    "weighing": {',
    '"terms"',
    '"weigh" has no term: every state of a signal has one',
  ],
  [
    'a source',
    '"source"',
    '"origin"',
    '"roles"',
    '"source" is missing: every value says where it comes from',
  ],
  ['the ladder', '"escalation"', '"ladder"', '', '"escalation" is missing here'],
  [
    'one of the four guards',
    '"id": "comensha",\n      "question"',
    '"id": "other",\n      "question"',
    '',
    'the guard "comensha" is missing',
  ],
] as const)('%s that is missing', (_what, from, to, after, says) => {
  const { faults } = check(plant(from, to, after).text)
  expect(faults.filter(({ says: { en } }) => en === says)).toHaveLength(1)
})

test('every fault is told, not only the first, in the order of the file', () => {
  const broken = kmar
    .replace('"triageUnit": "brigade-schiphol"', '"triageUnit": "elsewhere"')
    .replace('"manager": true', '"manager": 1')
    .replace('"expectedBy": "06:00"', '"expectedBy": "6 uur"')
  const { faults } = check(broken)
  expect(faults.map(({ says }) => says.en.split(' is ')[0]!.split(' must ')[0])).toEqual([
    '"triageUnit"',
    '"manager"',
    'the ladder ends at "unit-head", who',
    '"expectedBy"',
  ])
})
