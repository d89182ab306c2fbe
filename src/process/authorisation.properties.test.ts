import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ORGANISATIONS } from '#core/organisation.ts'
import { ACTS, type AccessAct } from './access-act.ts'
import { CONFIDENTIALITIES, LEGAL_REGIMES, RETENTION_STATES, type AccessRecord } from './access-record.ts'
import { ROLES } from './authority.ts'
import { authorise, DENIALS, explain, type Question } from './authorisation.ts'
import { purposesOf, TASK_PURPOSES } from './purpose.ts'
import { ARMS } from './unit.ts'

const MEMBERS = ['rachid', 'joost', 'esra']
const UNITS = ['arbeidsuitbuiting', 'toezicht', 'elders']
const some = <T>(...values: readonly T[]) => fc.constantFrom(...values)
const few = <T>(...values: readonly T[]) => fc.subarray([...values])

const aRecord: fc.Arbitrary<AccessRecord> = fc.record({
  organisation: some(...ORGANISATIONS),
  regime: some(...LEGAL_REGIMES),
  unit: some(...UNITS),
  arm: some(null, ...ARMS),
  askedUnits: few(...UNITS),
  confidentiality: some(...CONFIDENTIALITIES),
  named: few(...MEMBERS),
  openedTo: few(...MEMBERS),
  investigation: fc.option(fc.record({ lead: some(null, ...MEMBERS), released: fc.boolean() })),
  victimTrack: fc.boolean(),
  sourceProtected: fc.boolean(),
  retention: some('in-use' as const, ...RETENTION_STATES),
  reportedBy: some(null, ...MEMBERS),
  submitted: fc.boolean(),
  reportedToCoMensha: fc.boolean(),
})

const aQuestion: fc.Arbitrary<Question> = fc.record({
  person: fc.record({
    id: some(...MEMBERS),
    organisation: some(...ORGANISATIONS),
    unit: some(...UNITS),
    arm: some(null, ...ARMS),
    roles: few(...ROLES, 'unit-head', 'toString'),
  }),
  act: some(...(Object.keys(ACTS) as AccessAct[])),
  purpose: some(null, ...TASK_PURPOSES),
  record: fc.option(aRecord),
})

const isAllowed = (question: Question) => authorise(question).allowed
const always = (holds: (question: Question) => void) =>
  fc.assert(fc.property(aQuestion, holds), { numRuns: 5000 })

describe('of every question', () => {
  test('a role, a purpose, a name or an opening less never opens more', () => {
    always((question) => {
      if (isAllowed(question)) return
      const { person, record } = question
      const less: Question[] = [
        { ...question, purpose: null },
        ...person.roles.map((gone) => ({
          ...question,
          person: { ...person, roles: person.roles.filter((role) => role !== gone) },
        })),
      ]
      if (record) {
        const without = (list: readonly string[]) => list.filter((one) => one !== person.id)
        less.push({ ...question, record: { ...record, named: without(record.named) } })
        less.push({ ...question, record: { ...record, openedTo: without(record.openedTo) } })
        less.push({ ...question, record: { ...record, askedUnits: [] } })
        less.push({ ...question, record: { ...record, confidentiality: 'named' } })
        less.push({ ...question, record: { ...record, sourceProtected: true } })
        less.push({ ...question, record: { ...record, retention: 'destroyed' } })
      }
      expect(less.filter((one) => isAllowed(one))).toEqual([])
    })
  })

  test('another organisation never does, and never knows', () => {
    always((question) => {
      const { person, record } = question
      if (!record || record.organisation === person.organisation) return
      const verdict = authorise(question)
      expect(verdict.allowed).toBe(false)
      // What is told does not depend on the record: it is the same without one.
      if (!verdict.allowed && verdict.knows) expect(authorise({ ...question, record: null })).toEqual(verdict)
    })
  })

  test('what is told of a refusal is the same whatever the record holds', () => {
    always((question) => {
      const verdict = authorise(question)
      if (verdict.allowed || !verdict.knows) return
      expect(authorise({ ...question, record: null })).toEqual(verdict)
      expect(authorise({ ...question, record: fc.sample(aRecord, 1)[0] ?? null })).toEqual(verdict)
    })
  })

  test('the explanation says the same as the verdict', () => {
    always((question) => {
      const weighed = explain(question)
      expect(weighed.map(({ denial }) => denial)).toEqual([...DENIALS])
      const first = weighed.find(({ denies }) => denies)?.denial
      const verdict = authorise(question)
      expect(verdict.allowed ? undefined : verdict.denial).toBe(first)
    })
  })

  test('only a purpose that the roles offer counts', () => {
    always((question) => {
      if (ACTS[question.act].purposes.length === 0 || !isAllowed(question)) return
      expect(purposesOf(question.person.roles)).toContain(question.purpose)
    })
  })
})
