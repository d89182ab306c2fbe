import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readMapping, rowReader } from '#actions/csv-mapping.ts'
import { CsvSplitter } from '#actions/csv-rows.ts'
import { ORGANISATIONS, type OrganisationId } from '#core/organisation.ts'
import {
  canonicalContent,
  readRegistrationLine,
  type ReadLine,
  type Registration,
} from '#core/registration.ts'
import { ROLES } from '#process/authority.ts'

interface Label {
  readonly id: string
  readonly signal: boolean
  readonly strength: string
  readonly forms: readonly string[]
  readonly hidden: boolean
  readonly evidence: readonly string[]
  readonly trap: string | null
  readonly why: string
}

interface Colleague {
  readonly subject: string
  readonly name: string
  readonly organisation: OrganisationId
  readonly unit: string
  readonly roles: readonly string[]
  readonly qualifications: readonly { readonly qualification: string; readonly until: string | null }[]
}

const at = (name: string): Buffer => readFileSync(new URL(name, import.meta.url))
const json = (name: string): unknown => JSON.parse(at(name).toString('utf8'))

/** The lines of a file as bytes, blank ones left out. */
function linesOf(name: string): readonly Uint8Array[] {
  const bytes = at(name)
  const lines: Uint8Array[] = []
  let start = 0
  for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
    if (end > start) lines.push(bytes.subarray(start, end))
    start = end + 1
  }
  return lines
}

/** The registration that was read; a test fails with the reason when it was not. */
function registrationOf(read: ReadLine): Registration {
  if (!read.ok) throw new Error(read.reason)
  return read.registration
}

const day = linesOf('day.ndjson').map((line) => registrationOf(readRegistrationLine(line)))
const labels = linesOf('day-labels.ndjson').map((line) => JSON.parse(new TextDecoder().decode(line)) as Label)
const registrationOfId = new Map(day.map((registration) => [registration.id, registration]))

function rowsOf(file: string, mapping: string): readonly Registration[] {
  const checked = readMapping(json(mapping))
  if (!checked.ok) throw new Error('the mapping was refused')
  const splitter = new CsvSplitter(checked.value.delimiter ?? ';')
  const [header, ...rows] = [...splitter.push(at(file)), ...splitter.end()]
  const read = header && rowReader(header, checked.value, undefined)
  if (!read) throw new Error('no header')
  return rows.flatMap((row) => {
    const mapped = read(row)
    return mapped ? [registrationOf(mapped.read)] : []
  })
}

test('a whole day: every line is read, in order of entry, from all three agencies', () => {
  const moments = day.map(({ registeredAt }) => registeredAt)
  expect(day.length).toBeGreaterThanOrEqual(150)
  expect(moments).toEqual(moments.toSorted())
  expect(moments.every((moment) => /^2026-06-11T\d\d:\d\d:00\+02:00$/.test(moment))).toBe(true)
  const counts = ORGANISATIONS.map((one) => day.filter(({ organisation }) => organisation === one).length)
  expect(counts).toEqual([143, 23, 21])
})

test('an id occurs once in an organisation', () => {
  const ids = day.map(({ organisation, id }) => `${organisation} ${id}`)
  expect(ids).toEqual([...new Set(ids)])
})

test('three incidents have several registrations, one of them with a signal in the first and in the second', () => {
  const police = day.filter(({ organisation }) => organisation === 'politie')
  const incidents = Object.groupBy(police, ({ id }) => id.replace(/-\d+$/, ''))
  const several = Object.entries(incidents).filter(([, of]) => (of?.length ?? 0) > 1)
  expect(several.map(([incident]) => incident).toSorted()).toEqual([
    'PL0900-2026061045',
    'PL0900-2026061063',
    'PL2000-2026061169',
  ])
  const held = labels.filter(({ id, signal }) => signal && id.startsWith('PL0900-2026061045'))
  expect(held.map(({ id }) => id).toSorted()).toEqual(['PL0900-2026061045-1', 'PL0900-2026061045-2'])
})

test('each registration has one label', () => {
  expect(labels.map(({ id }) => id).toSorted()).toEqual(day.map(({ id }) => id).toSorted())
})

/** What is wrong with a label; empty for a sound one. */
function faultsOf({ signal, strength, forms, hidden, evidence, trap, why }: Label): readonly string[] {
  return [
    why === '' ? 'no why' : '',
    (strength === 'none') === signal ? 'strength' : '',
    forms.length > 0 === signal && forms.length <= 2 ? '' : 'forms',
    evidence.length > 0 === signal ? '' : 'evidence',
    signal && trap !== null ? 'a signal is no trap' : '',
    hidden && !signal ? 'hidden, but no signal' : '',
  ].filter((fault) => fault !== '')
}

test('the labels hold together: a signal has a form, a strength and evidence, anything else has none', () => {
  const faults = labels.flatMap((label) => faultsOf(label).map((fault) => `${label.id}: ${fault}`))
  expect(faults).toEqual([])
})

test('every word of evidence stands in the title or the text', () => {
  const lost = labels.flatMap(({ id, evidence }) => {
    const { title, text } = registrationOfId.get(id)!
    return evidence.filter((words) => !title.includes(words) && !text.includes(words))
  })
  expect(lost).toEqual([])
})

test('enough to find, most of it hidden, every form present, and more traps than signals', () => {
  const signals = labels.filter(({ signal }) => signal)
  const hidden = signals.filter((label) => label.hidden)
  expect(signals.length).toBeGreaterThanOrEqual(15)
  expect(hidden.length / signals.length).toBeGreaterThan(0.6)
  expect(signals.length - hidden.length).toBeGreaterThanOrEqual(4)
  expect(labels.filter(({ trap }) => trap !== null).length).toBeGreaterThanOrEqual(30)
  expect([...new Set(signals.flatMap(({ forms }) => forms))].toSorted()).toEqual([
    'arbeid',
    'bedelarij',
    'crimineel',
    'dienstbaarheid',
    'overig',
    'seksueel',
  ])
})

test('nobody names a hidden signal, in the text or in the class under which it was booked', () => {
  const named = labels.filter(({ hidden, id }) => {
    const { title, text, incident } = registrationOfId.get(id)!
    return hidden && /mensenhandel|uitbuit|slachtoffer|loverboy/i.test(`${incident}\n${title}\n${text}`)
  })
  expect(named).toEqual([])
})

test('every phone number lies in the range that is not issued, and no text holds another one', () => {
  const all = [...day, ...rowsOf('day.csv', 'day.mapping.json')]
  const phones = all.flatMap(({ persons }) => persons.flatMap(({ phone }) => phone ?? []))
  expect(phones.length).toBeGreaterThan(100)
  expect(phones.filter((phone) => !/^06-9\d{7}$/.test(phone))).toEqual([])
  const numbered = all.filter(({ title, text }) =>
    /(\+31|\b0\d{1,3})[ -]?\d{6,8}\b/.test(`${title}\n${text}`),
  )
  expect(numbered).toEqual([])
})

test('every Dutch plate holds a vowel, which the Netherlands does not issue', () => {
  const all = [...day, ...rowsOf('day.csv', 'day.mapping.json')]
  const plates = all.flatMap(({ vehicles }) => vehicles.flatMap(({ plate }) => plate ?? []))
  expect(plates.length).toBeGreaterThan(20)
  expect(plates.filter((plate) => !/[AEIOU]/.test(plate))).toEqual([])
})

/** Words five by five, so that the order counts. */
function shinglesOf(text: string): ReadonlySet<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  return new Set(words.slice(4).map((_, place) => words.slice(place, place + 5).join(' ')))
}

test('no two texts are nearly the same', () => {
  const shingles = day.map(({ id, text }) => ({ id, of: shinglesOf(text) }))
  const pairs = shingles.flatMap((one, place) =>
    shingles.slice(place + 1).map((other) => [one, other] as const),
  )
  const alike = pairs.filter(([one, other]) => {
    const shared = [...one.of].filter((words) => other.of.has(words)).length
    return shared / (one.of.size + other.of.size - shared) >= 0.5
  })
  expect(alike.map(([one, other]) => `${one.id} ${other.id}`)).toEqual([])
})

test('texts differ in length: from a few lines to a page', () => {
  const words = day.map(({ text }) => text.split(/\s+/).length)
  expect([Math.min(...words) >= 15, Math.max(...words) <= 250]).toEqual([true, true])
  expect([Math.min(...words) < 30, Math.max(...words) > 150]).toEqual([true, true])
})

test('the day with faults: thirty lines, every reason of refusal, a repetition and a correction', () => {
  const reads = linesOf('day-with-faults.ndjson').map((line) => readRegistrationLine(line))
  expect(reads.length).toBe(30)
  const refused: Record<string, number> = {}
  for (const read of reads) if (!read.ok) refused[read.reason] = (refused[read.reason] ?? 0) + 1
  expect(refused).toEqual({
    'invalid-utf8': 1,
    'nul-character': 2,
    'lone-surrogate': 1,
    'not-an-object': 3,
    'no-id': 2,
    'no-text': 2,
    'unknown-organisation': 2,
    'no-moment': 2,
  })
  const accepted = reads.flatMap((read) => (read.ok ? [read.registration] : []))
  expect(accepted.length).toBe(15)
  expect(new Set(accepted.map(({ id }) => id)).size).toBe(13)
  expect(new Set(accepted.map(canonicalContent)).size).toBe(14)
})

test('the CSV is read through its mapping, line ends, quotes and semicolons inside fields included', () => {
  const rows = rowsOf('day.csv', 'day.mapping.json')
  expect(rows.length).toBe(12)
  expect(rows.every(({ organisation }) => organisation === 'politie')).toBe(true)
  expect(rows[0]?.text).toBe(
    "Zes vrachtauto's gewogen; één 1.800 kg te zwaar, doorrijden na overladen.\nPv opgemaakt.",
  )
  expect(rows[1]?.text).toContain('"Bella" (blauw)')
  expect(rows[7]).toMatchObject({ persons: [{ name: 'P. Wellens' }, { name: 'Denitsa K.' }] })
  expect(rows[7]?.vehicles).toEqual([{ plate: 'WE-604-O' }])
})

const colleagues = json('colleagues.json') as readonly Colleague[]

describe.each(ORGANISATIONS)('the colleagues of %s', (organisation) => {
  const own = colleagues.filter((one) => one.organisation === organisation)
  const way = json(`../agencies/${organisation}/2026-01-01.json`) as {
    readonly units: readonly { readonly id: string }[]
    readonly escalation: readonly { readonly unit: string; readonly role: string }[]
    readonly secondLook: { readonly unit: string }
    readonly qualifications: readonly { readonly id: string }[]
  }
  const withRole = (role: string) => own.filter(({ roles }) => roles.includes(role))

  test('together do all of the work, and leave no unit without anybody', () => {
    const roles = new Set(own.flatMap((one) => one.roles))
    expect(ROLES.filter((role) => !roles.has(role))).toEqual([])
    const units = way.units.map(({ id }) => id)
    expect(new Set(own.map(({ unit }) => unit))).toEqual(new Set(units))
  })

  test('are enough for four eyes: a second analyst, a second weigher, a second manager of Spoor', () => {
    for (const role of ['analyst', 'weigher', 'functional-manager']) {
      expect(withRole(role).length, role).toBeGreaterThanOrEqual(2)
    }
  })

  test('include who an overdue duty climbs to, and who takes a second look', () => {
    for (const { unit, role } of way.escalation) {
      expect(
        withRole(role).map((one) => one.unit),
        `${role} of ${unit}`,
      ).toContain(unit)
    }
    expect(withRole('weigher').map((one) => one.unit)).toContain(way.secondLook.unit)
  })

  test('have qualifications that the way of working knows; of some one has run out', () => {
    const all = own.flatMap(({ qualifications }) => qualifications)
    const known = way.qualifications.map(({ id }) => id)
    expect(all.filter(({ qualification }) => !known.includes(qualification))).toEqual([])
    expect(all.some(({ until }) => until !== null && until < '2026-01-01')).toBe(true)
    expect(all.some(({ until }) => until === null || until > '2026-12-31')).toBe(true)
  })
})

test('a subject says nothing of a colleague and belongs to one', () => {
  const subjects = colleagues.map(({ subject }) => subject)
  expect(new Set(subjects).size).toBe(subjects.length)
  for (const subject of subjects) expect(subject).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
})
