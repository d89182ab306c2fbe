import { Type } from 'typebox'
import { FORMS } from '#core/form.ts'

/** Shapes that several messages share. */
export const Id = Type.String({ format: 'uuid' })
export const Moment = Type.String({ format: 'date-time', description: 'ISO 8601 in UTC' })
export const DayShape = Type.String({ format: 'date', description: 'Calendar day in the Netherlands' })
export const Label = Type.Object({ nl: Type.String(), en: Type.String() })
export const FormShape = Type.Enum([...FORMS])

/** A closed list of words as a JSON Schema enum. */
export function oneOf<const T extends string>(words: readonly T[]) {
  return Type.Enum([...words] as T[])
}

/** What a person writes as their reason: 10,000 characters at most. */
export const Ground = Type.String({ maxLength: 10_000 })

export const Choice = Type.Object({
  id: Type.String(),
  label: Label,
  checkedOn: Type.Union([DayShape, Type.Null()]),
})
