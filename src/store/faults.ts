/** The SQLSTATE of a database error, or the system's code of another (ENOENT); undefined when it has none. */
export function codeOf(error: unknown): string | undefined {
  const code = typeof error === 'object' && error !== null ? (error as { code?: unknown }).code : undefined
  return typeof code === 'string' ? code : undefined
}

/** A clash with another transaction, after which nothing was done and trying again is right. */
export function isPassing(error: unknown): boolean {
  const code = codeOf(error)
  return code === '40001' || code === '40P01'
}
