const Z95 = 1.959964

/**
 * The 95 % interval of a share of which `hits` of `n` were seen (Wilson, 1927): short to compute and right on average, so
 * what quality figures carry. Where hits are rare and the bound itself is what counts: clopper-pearson.ts.
 *
 * @param n More than 0.
 */
export function wilson(hits: number, n: number): { readonly low: number; readonly high: number } {
  const p = hits / n
  const z2 = Z95 * Z95
  const middle = p + z2 / (2 * n)
  const spread = Z95 * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n))
  const scale = 1 + z2 / n
  return { low: Math.max(0, (middle - spread) / scale), high: Math.min(1, (middle + spread) / scale) }
}
