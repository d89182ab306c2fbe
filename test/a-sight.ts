import { INFORMANT, RUNNING_INVESTIGATION } from '#process/access-record.ts'
import type { Sight } from '#store/access.ts'

/** Somebody whom no rule about persons keeps from a list. */
export const SEES_ALL: Sight = {
  member: '00000000-0000-4000-8000-000000000000',
  unit: 'any',
  reads: true,
  keeps: false,
  leads: false,
  ownArm: null,
  running: RUNNING_INVESTIGATION,
  informant: INFORMANT,
  now: '2026-06-11T07:00:00.000Z',
}
