import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aRandomHistory } from '../../test/a-random-history.ts'
import { ORGANISATIONS } from '#core/organisation.ts'
import { isOpen } from '#process/state.ts'
import type { EventRow } from './ledger-rows.ts'
import type { Mismatch } from './mismatch.ts'
import { readStory } from './read-story.ts'
import { FOLDERS, readLaw } from './versions.ts'

const law = readLaw(FOLDERS)

// Two readings of one history that share no code, against each other: whatever the deciders allow, the check accepts, and
// both come to the same state, owner and duties.
test.each(ORGANISATIONS)(
  '%s: what the deciders write the check accepts, and both read the same',
  (organisation) => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const { events, signal, rules } = aRandomHistory(organisation, seed)
        const found: Mismatch[] = []
        const rows = events.map(({ seq, at, by, data: { type, ...data } }): EventRow => {
          const chain = { id: '', content_hash: null, previous: '', hash: '' }
          // As it comes back from the database.
          const stored = JSON.parse(JSON.stringify(data)) as EventRow['data']
          return { organisation, signal_id: signal.id, seq, type, at, by_member: by, data: stored, ...chain }
        })
        const ways = { byId: () => rules as never, inForce: () => rules.id }
        const nothing = {
          ...{ head: undefined, signal: undefined, duties: [], handovers: [], draws: [] },
          ...{ sources: [], words: [], moves: [] },
        }
        const story = readStory(
          { organisation, signalId: signal.id, events: rows, ...nothing },
          { ways, law },
          (mismatch) => found.push(mismatch),
        )
        expect(found).toEqual([])
        expect({
          ...{ state: story.state, unit: story.unit, phase: story.phase, duty: story.duty?.id ?? null },
          sides: [...story.sides.keys()].toSorted(),
          climbs: [...story.climbs].map(([of, { id }]) => `${id} of ${of}`).toSorted(),
        }).toEqual({
          ...{ state: signal.state, unit: signal.unit, phase: signal.phase },
          duty: isOpen(signal) ? signal.duty.id : null,
          sides: signal.sideDuties.map(({ id }) => id).toSorted(),
          climbs: signal.escalations.map(({ id, of }) => `${id} of ${of}`).toSorted(),
        })
      }),
      { numRuns: 150 },
    )
  },
)
