import type pg from 'pg'

/** Somebody who got hold of a login and writes SQL of their own. */
export interface Attempt {
  readonly rows: readonly Record<string, unknown>[]
  readonly count: number
  /** SQLSTATE; undefined: it worked. */
  readonly code: string | undefined
}

/** Insufficient privilege, or a policy that does not hold. */
export const DENIED = '42501'

export async function attempt(
  client: pg.Client,
  statement: string,
  values: readonly unknown[] = [],
): Promise<Attempt> {
  try {
    const { rows, rowCount } = await client.query<Record<string, unknown>>(statement, [...values])
    return { rows, count: rowCount ?? 0, code: undefined }
  } catch (error) {
    return { rows: [], count: 0, code: (error as { code?: string }).code ?? 'unknown' }
  }
}
