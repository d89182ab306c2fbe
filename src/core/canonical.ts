/**
 * JSON with the keys of every object in code-unit order and no white space: the same value gives the same text on
 * every machine. What is hashed, is hashed in this form. Written out by hand, for an object orders keys that look
 * like numbers in its own way. Takes what JSON.parse gives; a key whose value is undefined is left out.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  const record = value as Readonly<Record<string, unknown>>
  const members = Object.keys(record)
    .filter((key) => record[key] !== undefined)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(record[key])}`)
  return `{${members.join(',')}}`
}
