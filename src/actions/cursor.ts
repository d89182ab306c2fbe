/** An opaque cursor: the place in a list behind which the next page begins. Holds moments, numbers and random ids only. */
export function writeCursor(place: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(place), 'utf8').toString('base64url')
}

/** The place that a cursor names; null for none, and for one that is not ours (the list then begins at its start). */
export function readCursor(cursor: string | undefined, fields: number): readonly string[] | null {
  if (cursor === undefined) return null
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (!Array.isArray(place) || place.length !== fields) return null
    return place.every((part) => typeof part === 'string' || typeof part === 'number')
      ? place.map(String)
      : null
  } catch {
    return null
  }
}
