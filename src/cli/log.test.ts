import { PassThrough, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aPair, aSignalAt } from '../../test/a-handover.ts'
import { aHouse, type TestHouse } from '../../test/a-house.ts'
import { deliverMessages } from '#exchange/deliver.ts'
import { logCommand } from './log.ts'

let house: TestHouse
beforeAll(async () => {
  house = await aHouse()
  await aSignalAt(house, 'handing-over', await aPair(house, 'politie'))
  await deliverMessages(house)
})
afterAll(() => house.close())

interface Exported {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] }
    readonly scopeSpans: readonly { readonly spans: readonly OtlpSpan[] }[]
  }[]
}
interface Attribute {
  readonly key: string
  readonly value: { readonly stringValue: string }
}
interface OtlpSpan {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly name: string
  readonly startTimeUnixNano: string
  readonly status: { readonly code: number }
  readonly attributes: readonly Attribute[]
}

async function run(...args: readonly string[]) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const io = { stdin: Readable.from([]), stdout, stderr }
  const status = await logCommand(args, io, async () => ({ house, stop: async () => undefined }))
  stdout.end()
  stderr.end()
  return { status, out: await text(stdout), err: await text(stderr) }
}

const attributesOf = ({ attributes }: { readonly attributes: readonly Attribute[] }) =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue]))

async function spansOf(organisation: string) {
  const { out } = await run(
    'export',
    '--organisation',
    organisation,
    '--register',
    'https://spoor.example.nl/',
  )
  const lines = out.trim().split('\n')
  const requests = lines.map((line) => JSON.parse(line) as Exported)
  return requests.flatMap(({ resourceSpans }) =>
    resourceSpans.flatMap(({ scopeSpans }) => scopeSpans[0]!.spans),
  )
}

test('a line is a span of OTLP with the attributes of the standard', async () => {
  const step = (await spansOf('politie')).find(({ name }) => name === 'zetStap')!
  expect(step.traceId).toMatch(/^[0-9a-f]{32}$/)
  expect(step.spanId).toMatch(/^[0-9a-f]{16}$/)
  expect(step.startTimeUnixNano).toBe('1781161200000000000')
  expect(step.status).toEqual({ code: 1 })
  expect(attributesOf(step)).toEqual({
    'dpl.core.processing_activity_id': 'https://spoor.example.nl/v1/processing-activities/follow-up/1',
    'dpl.core.data_subject_id': expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    'dpl.core.data_subject_id_type': 'spoor-record',
  })
})

test('what came from another organisation says from which action of whom, in the same trace', async () => {
  const sent = await spansOf('politie')
  const came = (await spansOf('arbeidsinspectie')).find(({ name }) => name === 'deliver')!
  const from = sent.find(({ spanId }) => spanId === came.parentSpanId)
  expect(from).toMatchObject({ name: 'zetStap', traceId: came.traceId })
  expect(attributesOf(came)).toMatchObject({
    'dpl.core.foreign_operation.span_id': from?.spanId,
    'dpl.core.foreign_operation.processor': 'https://www.politie.nl',
  })
})

test('a day on which nothing happened has no lines', async () => {
  const days = ['--from', '2026-06-01', '--through', '2026-06-10']
  const { status, out } = await run(
    'export',
    '--organisation',
    'politie',
    '--register',
    'https://x.nl',
    ...days,
  )
  expect([status, out]).toEqual([0, ''])
})

test.each([
  ['nothing', []],
  ['whose', ['export', '--register', 'https://x.nl']],
  ['of nobody', ['export', '--organisation', 'gemeente', '--register', 'https://x.nl']],
  ['without a register', ['export', '--organisation', 'politie']],
  ['a register that is none', ['export', '--organisation', 'politie', '--register', 'file:///x']],
  [
    'a day that is none',
    ['export', '--organisation', 'politie', '--register', 'https://x.nl', '--from', '2026-13-01'],
  ],
])('what cannot be done is said: %s', async (_what, args) => {
  const { status, out, err } = await run(...args)
  expect([status, out]).toEqual([2, ''])
  expect(err).toMatch(/^spoor log: /)
})
