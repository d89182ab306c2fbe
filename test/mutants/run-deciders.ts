import type { InvariantId } from '../model/invariants.ts'
import type { walk } from '../model/walk.ts'
import { DECIDER_MUTANTS } from './deciders.ts'
import { withFault } from './plant.ts'

/** What came of one mutant. `survived`: why nothing noticed it, or what noticed it instead; null: it was found. */
export interface Verdict {
  readonly invariant: InvariantId
  readonly layer: 'decider' | 'database' | 'check'
  readonly survived: string | null
}

/** Walks the histories of test/model over each faulty decider until they find it. */
export async function runDeciderMutants(tell: (verdict: Verdict) => void): Promise<void> {
  for (const [id, patch] of Object.entries(DECIDER_MUTANTS)) {
    const invariant = id as InvariantId
    const faulty = await withFault<{ readonly walk: typeof walk }>(
      `decider-${id}`,
      patch,
      'test/model/walk.ts',
    )
    const { broken } = faulty.walk({ seed: 20260611, histories: 300, most: 1000, shrink: false })
    tell({ invariant, layer: 'decider', survived: notFound(invariant, broken) })
  }
}

function notFound(invariant: InvariantId, broken: unknown): string | null {
  if (broken === null) return 'nothing broke'
  const found = broken as { readonly invariant?: string; readonly message?: string }
  return found.invariant === invariant ? null : `found as ${found.message}`
}
