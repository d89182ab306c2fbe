import { Type, type Static } from 'typebox'
import { SIGNAL_STATES } from '#process/state.ts'
import { RegistrationView } from './registration.ts'
import { SecondLookView } from './second-look.ts'
import { FormShape, Id, Moment, Nullable, oneOf } from './shape.ts'

/** An investigation under the public prosecutor, in a list. */
export const Submitted = Type.Object({
  id: Id,
  title: Type.String(),
  forms: Type.Array(FormShape),
  unit: Type.String(),
  state: oneOf(SIGNAL_STATES),
  /** When the investigation began. */
  startedAt: Moment,
  outcome: Nullable(Type.String()),
})
export type Submitted = Static<typeof Submitted>

/** POST /v1/submitted/_zoek: newest first. */
export const SubmittedSearch = Type.Object(
  {
    after: Type.Optional(Type.String({ maxLength: 200 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  },
  { additionalProperties: false },
)
export type SubmittedSearch = Static<typeof SubmittedSearch>

export const SubmittedPage = Type.Object({
  submitted: Type.Array(Submitted),
  next: Nullable(Type.String()),
})
export type SubmittedPage = Static<typeof SubmittedPage>

/** GET /v1/submitted/{signalId}: the registrations and what was done, without what the scan made of it. */
export const SubmittedFile = Type.Object({
  ...Submitted.properties,
  registrations: Type.Array(Type.Omit(RegistrationView, ['scan'])),
  facts: SecondLookView.properties.facts,
  /** How it was concluded, in the words of who did. */
  conclusion: Nullable(Type.String()),
})
export type SubmittedFile = Static<typeof SubmittedFile>
