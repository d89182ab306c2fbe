/** The word 3-shingles of a text: what two texts have in common when one was made from the other. */
export function shinglesOf(text: string): ReadonlySet<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  return new Set(words.slice(2).map((word, at) => `${words[at]!} ${words[at + 1]!} ${word}`))
}

export interface Shingled {
  readonly id: string
  readonly shingles: ReadonlySet<string>
}

/** Pairs of texts of which the shared part of the shingles of both (Jaccard) is at least `most`. */
export function nearPairs(texts: readonly Shingled[], most: number): readonly string[] {
  const places = new Map<string, number[]>()
  const found: string[] = []
  for (const [at, { id, shingles }] of texts.entries()) {
    const shared = new Map<number, number>()
    for (const shingle of shingles) {
      const earlier = places.get(shingle) ?? []
      for (const other of earlier) shared.set(other, (shared.get(other) ?? 0) + 1)
      places.set(shingle, [...earlier, at])
    }
    for (const [other, count] of shared) {
      const { id: otherId, shingles: others } = texts[other]!
      if (count / (shingles.size + others.size - count) >= most) found.push(`${otherId} ${id}`)
    }
  }
  return found
}
