import { expect, test } from 'vitest'
import { ROUTES } from '#server/routes/all.ts'
import { fuzz } from './fuzz.ts'

const SEED = 20260611

test('whatever is sent to any operation is answered with a problem that says nothing back, and the server stays well', async () => {
  const { requests, operations, statuses, faults } = await fuzz(3_000, SEED)
  expect(faults).toEqual([])
  expect(requests).toBe(3_000)
  expect(operations).toBe(ROUTES.length)
  // Some get through the door, some past the shape of the body, and most do not.
  expect(statuses['200']).toBeGreaterThan(50)
  expect(statuses['400']).toBeGreaterThan(500)
  expect(statuses['404']).toBeGreaterThan(20)
})
