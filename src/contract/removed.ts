import { Type, type Static } from 'typebox'
import { Code, Id, Moment, Nullable, oneOf } from './shape.ts'

const KINDS = ['registration', 'words', 'message'] as const

/** POST /v1/removed/_zoek: what is gone of one signal from daily use. */
export const RemovedSearch = Type.Object({ signalId: Id }, { additionalProperties: false })
export type RemovedSearch = Static<typeof RemovedSearch>

/** Nothing of what it says. Whether it is in the vault still is known when it is opened. */
export const RemovedList = Type.Object({
  removed: Type.Array(
    Type.Object({
      recordKind: oneOf(KINDS),
      recordId: Id,
      /** Of words and messages: with which event they were written. */
      event: Nullable(Code),
      at: Moment,
    }),
  ),
})
export type RemovedList = Static<typeof RemovedList>

/** POST /v1/removed/_open: with the ground of the law and the number of the complaint, the audit or the order. */
export const RemovedOpening = Type.Object(
  {
    recordKind: oneOf(KINDS),
    recordId: Id,
    ground: oneOf(['complaint', 'audit', 'order'] as const),
    reference: Type.String({ minLength: 3, maxLength: 120 }),
  },
  { additionalProperties: false },
)
export type RemovedOpening = Static<typeof RemovedOpening>

/** What it said: each field that held words, as it was called there. */
export const RemovedContent = Type.Object({
  fields: Type.Array(Type.Object({ name: Type.String(), text: Type.String() })),
})
export type RemovedContent = Static<typeof RemovedContent>
