import { describe, expect, test } from 'vitest'
import { wayOfWorkingFile } from './testing.ts'

const inspectorate = wayOfWorkingFile('arbeidsinspectie')
const kmar = wayOfWorkingFile('kmar')

type File = ReturnType<typeof wayOfWorkingFile>
type Row = readonly [what: string, from: string, to: string, after: string, says: string]

/** What is told of one planted fault. */
function look(file: File, [, from, to, after, says]: Row) {
  const { text, line } = file.plant(from, to, after)
  const { faults, value } = file.check(text)
  const found = faults.filter((fault) => fault.says.en.startsWith(says))
  return {
    times: found.length,
    onItsLine: found.every((fault) => fault.line === line),
    inDutchToo: found.every((fault) => fault.says.nl !== fault.says.en),
    usable: value !== undefined,
  }
}

const TOLD = { times: 1, onItsLine: true, inDutchToo: true, usable: false }

describe('the split between labour exploitation and ernstige benadeling', () => {
  test.each<Row>([
    // what went wrong, in the file, made into, the first one after, what it says
    [
      'a lane that is both administrative and of an investigation',
      '"administrative": false',
      '"administrative": true',
      '"id": "labour-exploitation"',
      'a lane cannot be both: with "administrative": true goes "investigates": false',
    ],
    [
      'an investigation by Supervision',
      '"unit": "arbeidsuitbuiting"',
      '"unit": "toezicht"',
      '"id": "labour-exploitation"',
      'an investigation can follow from this lane, but "toezicht" is a unit of Supervision',
    ],
    [
      'a lane that does not say whether an investigation can follow',
      '"investigates": true',
      '"investigates": "ja"',
      '"routing"',
      '"investigates" must be true or false, without quotes',
    ],
    [
      'a lane of a unit that is not there',
      '"unit": "toezicht"',
      '"unit": "boetebureau"',
      '"id": "serious-disadvantage"',
      '"unit" is "boetebureau", which is not in the list of units',
    ],
    [
      'protection that waits for leads',
      '["coercion", "protection"]',
      '["coercion", "protection", "leads"]',
      '"protectionFirst"',
      '"leads" is the test for leads; protection does not depend on it',
    ],
    [
      'the protection test left out',
      '"protectionFirst": ["coercion", "protection"]',
      '"protectionFirst": ["coercion"]',
      '',
      '"protectionFirst" must name the weighing criterion of "kind": "protection"',
    ],
    [
      'protection offered by an act that is not there',
      '"protectionActs": ["offer-reflection-period", "report-to-comensha"]',
      '"protectionActs": ["offer-reflexion-period"]',
      '',
      '"protectionActs" is "offer-reflexion-period", which is not in the list of acts',
    ],
    [
      'capacity as a criterion of the routing',
      '"id": "minor-involved"',
      '"id": "capacity"',
      '"routing"',
      'this may never count in a decision; capacity stands under "holdReasons"',
    ],
  ])('%s', (...row) => {
    expect(look(inspectorate, row)).toEqual(TOLD)
  })
})

describe('two tests that are never the same question', () => {
  test.each<Row>([
    [
      'no protection test',
      '"kind": "protection"',
      '"kind": "coercion"',
      '"weighingCriteria"',
      'no weighing criterion has "kind": "protection"',
    ],
    [
      'no test for leads',
      '"kind": "lead"',
      '"kind": "history"',
      '"weighingCriteria"',
      'no weighing criterion has "kind": "lead"',
    ],
  ])('%s', (_what, from, to, after, says) => {
    const { faults } = kmar.check(kmar.plant(from, to, after).text)
    const line = kmar.lineOf('"weighingCriteria"')
    expect(faults.filter((fault) => fault.says.en.startsWith(says))).toMatchObject([{ line }])
  })

  test('the protection test in the words of the test for leads', () => {
    const words = /"id": "leads",\s*"label": \{\s*"nl": ("[^"]+")/.exec(kmar.text)?.[1] ?? ''
    const own = /"id": "protection",\s*"label": \{\s*"nl": ("[^"]+")/.exec(kmar.text)?.[1] ?? ''
    const { faults } = kmar.check(kmar.text.replace(own, words))
    const line = kmar.lineOf('"label"', '"id": "protection"')
    expect(faults).toMatchObject([{ line, says: { en: expect.stringContaining('never the same question') } }])
  })
})

describe('two arms under different law', () => {
  test.each<Row>([
    [
      'a step to the arm where it came from',
      '"to": "opsporing"',
      '"to": "toezicht"',
      '"armCrossings"',
      'this step goes from "toezicht" to "toezicht": it must go to the other arm',
    ],
  ])('%s', (...row) => {
    expect(look(inspectorate, row)).toEqual(TOLD)
  })

  test('an arm that no unit has', () => {
    const { faults } = inspectorate.check(inspectorate.text.replaceAll('"arm": "toezicht"', '"arm": null'))
    const lines = ['"from": "toezicht"', '"to": "toezicht"'].map((what) => inspectorate.lineOf(what))
    const told = faults.filter(({ says }) => says.en === 'no unit has "arm": "toezicht"')
    expect(told.map(({ line }) => line)).toEqual(lines)
  })
})

describe('waiting, and contact with the possible victim', () => {
  test.each<Row>([
    [
      'a signal that may wait for ever',
      '"value": 30',
      '"value": 1000',
      '"holdDaysMax"',
      '"value" must be at most 365',
    ],
    [
      'a phase that is not one',
      '"enrichment"',
      '"weighing"',
      '"contactPhases"',
      '"value" must be one of "signal", "enrichment", "interview", "investigation"',
    ],
    [
      'the same phase twice',
      '"value": ["enrichment", "investigation"]',
      '"value": ["enrichment", "enrichment"]',
      '"contactPhases"',
      'the phase "enrichment" stands here twice',
    ],
    [
      'contact asked in no phase',
      '"value": ["enrichment", "investigation"]',
      '"value": []',
      '"contactPhases"',
      '"value" needs at least one entry',
    ],
    [
      'waiting for capacity that nobody sees',
      '"countedApart": true',
      '"countedApart": false',
      '"id": "capacity"',
      'waiting for capacity is counted on its own',
    ],
    [
      'a second look by who took the decision',
      '"unit": "landelijk-tactisch-commando"',
      '"unit": "brigade-schiphol"',
      '"secondLook"',
      'the second look is taken by another unit than "triageUnit"',
    ],
    [
      'a term of weeks for the second look',
      '"unit": "working-days"',
      '"unit": "weeks"',
      '"within"',
      '"unit" must be one of "working-days", "hours"',
    ],
    [
      'an outcome that leans on a criterion that is not there',
      '"unless": ["leads"]',
      '"unless": ["clues"]',
      '',
      '"unless" is "clues", which is not in the list of weighing criteria',
    ],
    [
      'a limit to how often a signal goes to an investigation',
      '"maxTimes": null',
      '"maxTimes": { "value": 1, "source": "x", "checkedOn": null }',
      '"decisions"',
      'only "enrich-further" is counted; "maxTimes" of another decision is null',
    ],
    [
      'no further enrichment at all',
      '"value": 2',
      '"value": 0',
      '"maxTimes": {',
      '"value" must be at least 1',
    ],
    [
      'a decision that rests on no law',
      '"legalBasis": {',
      '"basis": {',
      '"decisions"',
      '"basis" is not known here',
    ],
  ])('%s', (...row) => {
    expect(look(kmar, row)).toEqual(TOLD)
  })
})

describe('handover', () => {
  test.each<Row>([
    [
      'capacity as a reason to refuse',
      '"id": "wrong-address"',
      '"id": "capacity"',
      '"handoverRefusals"',
      'this may never count in a decision; capacity stands under "holdReasons"',
    ],
    [
      'capacity as a reason to refuse, by another name',
      '"en": "Not our field; it says whose it is"',
      '"en": "We have no capacity for it"',
      '"handoverRefusals"',
      'this may never count in a decision',
    ],
    [
      'a reason to refuse that stands twice',
      '"id": "wrong-address"',
      '"id": "not-our-field"',
      '"handoverRefusals"',
      'the id "not-our-field" stands already on line',
    ],
    [
      'to a partner who only decides',
      '"to": "politie"',
      '"to": "om"',
      '"handovers"',
      'nothing is handed over by the "way" to "om", which is "ask-decision"',
    ],
    [
      'to a partner that has a form only',
      '"to": "politie"',
      '"to": "comensha"',
      '"handovers"',
      'a handover goes through Spoor or as a document, but the "channel" to "comensha" is "form"',
    ],
    [
      'to a partner that gives no receipt',
      '"to": "politie"',
      '"to": "meld-misdaad-anoniem"',
      '"handovers"',
      '"meld-misdaad-anoniem" gives no receipt ("receiptNeeded": false)',
    ],
    [
      'to a partner that is not there',
      '"to": "politie"',
      '"to": "polite"',
      '"handovers"',
      '"to" is "polite", which is not in the list of partners',
    ],
    [
      'an organisation as its own partner',
      '"organisation": "politie"',
      '"organisation": "kmar"',
      '"partners"',
      'a partner is another organisation; between units of one organisation a signal goes by itself',
    ],
    [
      'an organisation in Spoor that gets a document',
      '"channel": "spoor"',
      '"channel": "document"',
      '"partners"',
      'the channel is "spoor" for a partner with an "organisation" in Spoor',
    ],
    [
      'Spoor to somebody who does not work with it',
      '"channel": "document"',
      '"channel": "spoor"',
      '"id": "foreign-authority"',
      'the channel is "spoor" for a partner with an "organisation" in Spoor',
    ],
  ])('%s', (...row) => {
    expect(look(kmar, row)).toEqual(TOLD)
  })

  test('the decisions that say what a handover asks first are all there', () => {
    const told = (decision: string) => {
      const file = JSON.parse(kmar.text) as { decisions: { id: string }[] }
      file.decisions = file.decisions.filter(({ id }) => id !== decision)
      const { faults } = kmar.check(JSON.stringify(file, null, 2))
      return faults.map(({ says }) => / to "([^"]+)" asks what the decision/.exec(says.en)?.[1])
    }
    expect(told('transfer-abroad')).toEqual(['foreign-authority'])
    expect(told('transfer-agency')).toContain('politie')
    expect(told('refer-to-care')).toEqual(['care-coordinator'])
  })

  test('who may not investigate everything has somebody to hand over to', () => {
    const file = JSON.parse(kmar.text) as { handovers: unknown[] }
    const { faults } = kmar.check(JSON.stringify({ ...file, handovers: [] }, null, 2))
    expect(faults).toMatchObject([{ says: { en: expect.stringContaining('"handovers" is empty') } }])
  })
})
