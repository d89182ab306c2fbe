import { Type, type Static } from 'typebox'
import { ORGANISATIONS } from '#core/organisation.ts'
import { ACTIVITIES } from '#process/processing-activity.ts'
import { DayShape, Label, Nullable, oneOf } from './shape.ts'

/** One version of a processing activity (verwerkingsactiviteit), to which lines of the Logboek Dataverwerkingen refer. */
export const ProcessingActivity = Type.Object({
  id: oneOf(ACTIVITIES),
  version: Type.Integer(),
  from: DayShape,
  label: Label,
  purpose: Label,
  controllers: Type.Array(
    Type.Object({
      organisation: oneOf(ORGANISATIONS),
      name: Type.String(),
      website: Type.String(),
      ground: Type.String(),
    }),
  ),
  subjects: Type.Array(Label),
  data: Type.Array(Label),
  recipients: Type.Array(Label),
  retention: Label,
  source: Type.String(),
  /** When a person checked it; null: nobody did yet. */
  checkedOn: Nullable(DayShape),
})
export type ProcessingActivity = Static<typeof ProcessingActivity>

/** GET /v1/processing-activities: all of them, in all their versions. */
export const ProcessingActivityList = Type.Object({ activities: Type.Array(ProcessingActivity) })
