import { Type, type TSchema } from 'typebox'
import { FORMS } from '#core/form.ts'

/** Shapes that several messages share. */
export const Id = Type.String({ format: 'uuid' })
export const Moment = Type.String({ format: 'date-time', description: 'ISO 8601 in UTC' })
/** There is no year 0, though ISO 8601 can write it: the database takes no such day. */
export const DayShape = Type.String({
  format: 'date',
  pattern: '^(?!0000)',
  description: 'Calendar day in the Netherlands',
})
export const Label = Type.Object({ nl: Type.String(), en: Type.String() })
export const FormShape = Type.Enum([...FORMS])

/** The shape, or null. */
export const Nullable = <T extends TSchema>(shape: T) => Type.Union([shape, Type.Null()])

/** An id of a list of a way of working or of the law. */
export const Code = Type.String({ maxLength: 100 })
export const Codes = Type.Array(Code, { maxItems: 50 })

/** A short text by which something can be found: a letter, a number, a name. */
export const Reference = Type.String({ maxLength: 2000 })

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

/** A person as colleagues see them. */
export const Person = Type.Object({ id: Type.String(), name: Type.String() })

/** A value that the agency gives, with where it comes from. \`checkedOn\` null: nobody of the agency has confirmed it. */
export const SourcedText = Type.Object({
  value: Type.String(),
  source: Type.String(),
  checkedOn: Nullable(DayShape),
})
