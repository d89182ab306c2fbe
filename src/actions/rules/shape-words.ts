import { Type, type TProperties, type TSchema } from 'typebox'

// Words of the shapes under agencies/ and law/; what they mean is explained in process/sourced.ts.

export const strict = { additionalProperties: false }

export const Text = Type.String({ minLength: 1 })
export const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
export const Id = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9-]*$' })
export const Label = Type.Object({ nl: Text, en: Text }, strict)
export const Origin = { source: Text, checkedOn: orNull(Day) }
export const Term = Type.Object(
  { value: Type.Integer({ minimum: 0, maximum: 1000 }), unit: Type.Enum(['working-days', 'hours']) },
  strict,
)

export function orNull<T extends TSchema>(shape: T) {
  return Type.Union([shape, Type.Null()])
}

export function sourced<T extends TSchema>(shape: T) {
  return Type.Object({ value: shape, ...Origin }, strict)
}

/** An entry of a closed list, with what it has besides. */
export function choice<T extends TProperties>(more: T) {
  return Type.Object({ id: Id, label: Label, ...more, ...Origin }, strict)
}

/** An object with a value for each of `keys`; `some`: for the keys that are given. */
export function each<K extends string, T extends TSchema>(keys: readonly K[], shape: T) {
  return Type.Object(Object.fromEntries(keys.map((key) => [key, shape])) as Record<K, T>, strict)
}

export function some<K extends string, T extends TSchema>(keys: readonly K[], shape: T) {
  return Type.Partial(each(keys, shape), strict)
}

export function list<T extends TSchema>(shape: T) {
  return Type.Array(shape, { minItems: 1 })
}
