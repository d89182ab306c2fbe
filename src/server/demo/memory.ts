/** What the embedded provider keeps of a sign-in that is going on; gone when Spoor stops. */
type Kept = Record<string, unknown> & { readonly uid?: string; readonly grantId?: string; consumed?: number }

/** Nobody signs in that often in a demo; what is oldest goes first. */
const KEPT_MAX = 5000

/**
 * A store for oidc-provider (its "adapter"), by kind of thing. It keeps time itself: what has expired it does not
 * find, even when it is still here.
 */
export function memoryFor(nowSeconds: () => number): (kind: string) => object {
  const all = new Map<string, Kept>()
  const remove = (which: (key: string, kept: Kept) => boolean) => {
    for (const [key, kept] of all) if (which(key, kept)) all.delete(key)
  }
  return (kind) => {
    const keyOf = (id: string) => `${kind}:${id}`
    return {
      async upsert(id: string, kept: Kept) {
        all.delete(keyOf(id))
        all.set(keyOf(id), kept)
        const [oldest] = all.keys()
        if (all.size > KEPT_MAX && oldest !== undefined) all.delete(oldest)
      },
      find: async (id: string) => all.get(keyOf(id)),
      findByUid: async (uid: string) =>
        [...all].find(([key, kept]) => key.startsWith(`${kind}:`) && kept.uid === uid)?.[1],
      findByUserCode: async () => undefined,
      async consume(id: string) {
        const kept = all.get(keyOf(id))
        if (kept) kept.consumed = nowSeconds()
      },
      async destroy(id: string) {
        all.delete(keyOf(id))
      },
      async revokeByGrantId(grantId: string) {
        remove((_key, kept) => kept.grantId === grantId)
      },
    }
  }
}
