import type { OrganisationId } from '#core/organisation.ts'
import type { ActivityVersion } from '#process/processing-activity.ts'
import type { ProcessingLine } from '#store/processing.ts'

interface Attribute {
  readonly key: string
  readonly value: { readonly stringValue: string }
}

/** Where lines point to, and what other organisations are called. */
export interface Register {
  /** The address of this Spoor: `https://spoor.example.nl`. */
  readonly origin: string
  readonly activities: readonly ActivityVersion[]
}

/** Lines of the Logboek Dataverwerkingen as one ExportTraceServiceRequest of OTLP/JSON. */
export function otlpOf(
  organisation: OrganisationId,
  lines: readonly ProcessingLine[],
  register: Register,
): object {
  return {
    resourceSpans: [
      {
        resource: {
          attributes: [attribute('service.name', 'spoor'), attribute('service.namespace', organisation)],
        },
        scopeSpans: [{ scope: { name: 'spoor' }, spans: lines.map((line) => spanOf(line, register)) }],
      },
    ],
  }
}

const STATUS = { Unset: 0, Ok: 1, Error: 2 } as const
/** SPAN_KIND_INTERNAL */
const INTERNAL = 1

function spanOf(line: ProcessingLine, register: Register): object {
  return {
    traceId: line.traceId,
    spanId: line.spanId,
    ...(line.parent === null ? {} : { parentSpanId: line.parent }),
    name: line.name,
    kind: INTERNAL,
    startTimeUnixNano: nanoseconds(line.startedAt),
    endTimeUnixNano: nanoseconds(line.endedAt),
    attributes: attributesOf(line, register),
    status: { code: STATUS[line.status] },
  }
}

function attributesOf(
  { activity, version, subject, foreign }: ProcessingLine,
  register: Register,
): readonly Attribute[] {
  const { origin, activities } = register
  const uri = `${origin}/v1/processing-activities/${activity}/${version}`
  const known = activities.find((one) => one.id === activity && one.version === version)
  const processor = known?.controllers.find(({ organisation }) => organisation === foreign?.processor)
  return [
    attribute('dpl.core.processing_activity_id', uri),
    ...(subject === null
      ? []
      : [
          attribute('dpl.core.data_subject_id', subject.id),
          attribute('dpl.core.data_subject_id_type', `spoor-${subject.type}`),
        ]),
    ...(foreign === null
      ? []
      : [
          attribute('dpl.core.foreign_operation.span_id', foreign.span),
          attribute('dpl.core.foreign_operation.processor', processor?.website ?? foreign.processor),
        ]),
  ]
}

function attribute(key: string, stringValue: string): Attribute {
  return { key, value: { stringValue } }
}

function nanoseconds(at: string): string {
  return `${BigInt(Date.parse(at)) * 1_000_000n}`
}
