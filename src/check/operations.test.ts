import { expect, test } from 'vitest'
import { ACTIVITY_OF } from '#process/processing-activity.ts'
import { ROUTES } from '#server/routes/all.ts'
import { OPERATIONS } from './operations.ts'

/** A feed says who it is by its key; what it brings is in the log as an import. */
const AS_IMPORT = 'leverAan'

// Two lists that share no code: what an operation of the API is about, and what the independent reader takes it to be.
test('the reader takes every operation for the activity that it is', () => {
  const written = ROUTES.filter(({ operationId }) => operationId !== AS_IMPORT)
  const expected = written.map(({ operationId, act }) => [operationId, ACTIVITY_OF[act]])
  expect(written.map(({ operationId }) => [operationId, OPERATIONS[operationId] ?? null])).toEqual(expected)
})
