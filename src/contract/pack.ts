import { Type } from 'typebox'

const Words = Type.String({ maxLength: 10_000 })
const Short = Type.String({ maxLength: 300 })

/** The chosen and previewed part of a signal that goes to another organisation. */
export const Pack = Type.Object(
  {
    title: Type.String({ maxLength: 300 }),
    ground: Words,
    registrations: Type.Array(
      Type.Object(
        {
          sourceId: Short,
          registeredAt: Short,
          incident: Short,
          title: Type.String({ maxLength: 1000 }),
          text: Type.String({ maxLength: 1_000_000 }),
        },
        { additionalProperties: false },
      ),
      { maxItems: 50 },
    ),
    acts: Type.Array(
      Type.Object(
        { label: Short, result: Short, words: Words, source: Short, obtainedOn: Short },
        { additionalProperties: false },
      ),
      { maxItems: 100 },
    ),
  },
  { additionalProperties: false },
)
