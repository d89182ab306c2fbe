import fc from 'fast-check'
import { leastValid, type Operation, type Schema } from '../access/operations.ts'

/** A request as bytes would go over the line, but for the host. */
export interface Wild {
  readonly operationId: string
  readonly method: string
  readonly path: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: Buffer
  /** Which of the browsers sends it; past the last: nobody who is signed in. */
  readonly browser: number
}

/** Stands in everything that is sent: an answer that says it back told somebody's data. */
export const CANARY = 'Kanarievogel06-90000001'

const ODD_WORDS = [
  ...[CANARY, `${CANARY}\u0000`, '\u202E' + CANARY, 'e\u0301\u0323'.repeat(50), '\uFEFF', '\u2028', '💥'],
  ...[
    '',
    ' ',
    '0',
    '-1',
    'NaN',
    'null',
    'true',
    '1e999',
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
  ],
  ...[
    "' or 1=1 --",
    '"; drop table spoor.signal; --',
    '${7*7}',
    '<script>alert(1)</script>',
    '../../etc/passwd',
  ],
  ...[
    '9999-99-99',
    '2026-02-30',
    '+275760-09-14T00:00:00Z',
    '0000-01-01',
    '2026-06-11T25:61:00Z',
    '-infinity',
  ],
  ...[`${'a'.repeat(5_000)}`, 'ſ', 'İ', 'ß'.repeat(300), '\u0000', '%00', '\\u0000'],
]
const oddText = fc.oneof(fc.constantFrom(...ODD_WORDS), fc.string({ unit: 'binary', maxLength: 40 }))

const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  oddText,
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    0,
    -1,
    1.5,
    2 ** 31,
    2 ** 53,
    1e308,
    -1e308,
    [],
    {},
    [[]],
    [null],
  ),
  fc.array(oddText, { maxLength: 300 }),
  fc.dictionary(oddText, fc.jsonValue({ maxDepth: 2 }), { maxKeys: 5 }),
  fc.jsonValue({ maxDepth: 5 }),
)

/** Every operation of the document, as nobody should call it; some as somebody should. */
export function wildRequest(
  operations: readonly Operation[],
  shapes: Schema,
  ids: readonly string[],
  browsers: number,
): fc.Arbitrary<Wild> {
  return fc.constantFrom(...operations).chain((operation) =>
    fc.record({
      operationId: fc.constant(operation.operationId),
      method: methodOf(operation),
      path: pathOf(operation, ids),
      headers: headersOf(operation),
      body: bodyOf(operation, shapes),
      browser: fc.nat(browsers),
    }),
  )
}

function methodOf({ method }: Operation): fc.Arbitrary<string> {
  const odd = fc.constantFrom(
    'GET',
    'POST',
    'PUT',
    'DELETE',
    'PATCH',
    'OPTIONS',
    'HEAD',
    'TRACE',
    'PROPFIND',
    'get',
    'FOO',
  )
  return fc.oneof({ weight: 8, arbitrary: fc.constant<string>(method) }, { weight: 1, arbitrary: odd })
}

const ODD_PARTS = [
  ...[
    '..%2f..',
    '%00',
    '%E0%A4%A',
    '%C0%AE',
    '%',
    '__proto__',
    'null',
    ';x=1',
    '%F0%9F%92%A5',
    '.',
    '..',
    '%2e%2e',
  ],
  ...[
    'a'.repeat(3_000),
    `${encodeURIComponent(CANARY)}`,
    '00000000-0000-0000-0000-00000000000G',
    '%0d%0aX-Odd:%201',
  ],
]

function pathOf({ path }: Operation, ids: readonly string[]): fc.Arbitrary<string> {
  const part = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...ids) },
    { weight: 1, arbitrary: fc.uuid() },
    { weight: 3, arbitrary: fc.constantFrom(...ODD_PARTS) },
    { weight: 1, arbitrary: oddText.map((text) => encodeURIComponent(text.toWellFormed())) },
  )
  const tail = fc.constantFrom(
    '',
    '',
    '',
    '',
    '/',
    '//',
    '?a=1&a=2',
    `?q=${CANARY}`,
    '?__proto__[x]=1',
    '#x',
    '/..',
    '%20',
  )
  return fc.tuple(fc.array(part, { minLength: 2, maxLength: 2 }), tail).map(([parts, end]) => {
    let n = 0
    return `/v1${path.replaceAll(/\{\w+\}/g, () => parts[n++ % 2] ?? '')}${end}`
  })
}

const TYPES = [
  ...[
    'application/json; charset=utf-16',
    'text/plain',
    'application/json;;',
    'x',
    '',
    '*/*',
    'application/xml',
  ],
  ...[
    'multipart/form-data',
    'multipart/form-data; boundary=x',
    'application/x-www-form-urlencoded',
    'text/csv',
  ],
  ...['application/problem+json', `text/${CANARY}`, 'application/gzip', 'application/x-ndjson; charset=x'],
]
const ODD_HEADERS: readonly (readonly [string, string])[] = [
  ['Cookie', `spoor_session=politie.${'A'.repeat(43)}`],
  ['Cookie', `spoor_session=${CANARY}`],
  ['Cookie', `__proto__=1; spoor_session=%E0%A4%A; ${'a=b; '.repeat(300)}`],
  ['Authorization', `Bearer ${CANARY}`],
  ['Authorization', 'Basic \u00ff\u00fe'],
  ['X-Spoor-Csrf', CANARY],
  ['Origin', 'https://elders.example.nl'],
  ['Origin', 'null'],
  ['Sec-Fetch-Site', 'cross-site'],
  ['Traceparent', `00-${'0'.repeat(32)}-${'0'.repeat(16)}-00`],
  ['Traceparent', CANARY],
  ['Tracestate', 'x'.repeat(2_000)],
  ['Accept', 'text/html;q=NaN, */*;q=-1'],
  ['Accept-Encoding', 'gzip, bogus'],
  ['Content-Encoding', 'gzip'],
  ['Range', 'bytes=5-1'],
  ['If-Modified-Since', 'ooit'],
  ['X-Forwarded-For', `${CANARY}, ::1`],
  ['X-HTTP-Method-Override', 'DELETE'],
  ['Transfer-Encoding', 'chunked'],
  ['Expect', '200-maybe'],
  ['__proto__', 'x'],
]

function headersOf({ types }: Operation): fc.Arbitrary<Wild['headers']> {
  const own = types.find((one) => one.endsWith('json')) ?? 'application/json'
  const type = fc.oneof(
    { weight: 6, arbitrary: fc.constant(own) },
    { weight: 2, arbitrary: fc.constantFrom(...TYPES) },
  )
  const odd = fc.oneof(
    { weight: 3, arbitrary: fc.constant<Wild['headers']>([]) },
    { weight: 1, arbitrary: fc.subarray([...ODD_HEADERS], { minLength: 1, maxLength: 3 }) },
  )
  return fc.tuple(type, odd).map(([contentType, more]) => [['Content-Type', contentType] as const, ...more])
}

function bodyOf({ body, method, types }: Operation, shapes: Schema): fc.Arbitrary<Buffer> {
  if (method === 'GET') return fc.constantFrom('', '', '{}', CANARY).map((text) => Buffer.from(text))
  const valid = body === undefined ? `{"id":"${CANARY}"}\n` : leastValid(body, shapes)
  const json = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))
  const spoilt = fc
    .tuple(fc.array(fc.nat(1_000), { minLength: 1, maxLength: 3 }), oddValue)
    .map(([places, value]) => places.reduce<unknown>((rest, place) => spoil(rest, place, value), valid))
  const text = json(valid)
  const raw = fc.oneof(
    fc.constant(text),
    fc.constantFrom(
      ...[
        '',
        '{',
        '[',
        'null',
        `"${CANARY}"`,
        `{"${CANARY}":1}`,
        '{"__proto__":{"x":1}}',
        '{"constructor":{"prototype":1}}',
      ],
      ...['['.repeat(20_000), '{"a":'.repeat(20_000), `${text}${text}`, text.slice(0, -1), `\uFEFF${text}`],
      ...[
        `{"a":1e99999}`,
        `{"version":1,"version":2,"version":"${CANARY}"}`,
        '--x\r\nContent-Disposition: form-data; name="file"\r\n\r\n',
      ],
    ),
    fc.json({ maxDepth: 4 }),
  )
  return fc.oneof(
    { weight: 6, arbitrary: spoilt.map((value) => Buffer.from(json(value) ?? '')) },
    { weight: 3, arbitrary: raw.map((one) => Buffer.from(one)) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)) },
    { weight: types.length > 1 ? 1 : 0, arbitrary: fc.constant(Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3])) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(1_200_000).map((size) => Buffer.alloc(size, `{"x":"${CANARY}"`)),
    },
  )
}

/** Puts something odd in a place of a value, takes the place away, or adds one beside it. */
function spoil(value: unknown, place: number, odd: unknown): unknown {
  if (Array.isArray(value)) {
    const list: readonly unknown[] = value
    return list.length === 0
      ? [odd]
      : list.map((one, n) => (n === place % list.length ? spoil(one, place >> 2, odd) : one))
  }
  if (typeof value !== 'object' || value === null) return odd
  const entries = Object.entries(value)
  const chosen = entries[place % (entries.length + 1)]
  if (!chosen) return { ...value, [typeof odd === 'string' ? odd : CANARY]: odd }
  const [key, inner] = chosen
  if (place % 7 === 0) return Object.fromEntries(entries.filter(([name]) => name !== key))
  return { ...value, [key]: place % 3 === 0 ? odd : spoil(inner, Math.floor(place / 3), odd) }
}
