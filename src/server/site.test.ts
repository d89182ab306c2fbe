import { expect, test } from 'vitest'
import { isLoopback, refusePlainOutside, siteOf } from './site.ts'

test.each([
  // HOST        port  PUBLIC_URL                    origin                        secure
  ['127.0.0.1', 8080, undefined, 'http://127.0.0.1:8080', false],
  ['localhost', 8080, undefined, 'http://localhost:8080', false],
  ['::1', 8080, undefined, 'http://[::1]:8080', false],
  ['127.0.0.1', 80, undefined, 'http://127.0.0.1', false],
  ['127.0.0.1', 8080, 'https://spoor.example.nl', 'https://spoor.example.nl', true],
  ['0.0.0.0', 8080, 'https://spoor.example.nl/', 'https://spoor.example.nl', true],
  ['0.0.0.0', 8080, 'http://localhost:9000', 'http://localhost:9000', false],
] as const)('HOST=%s port %i PUBLIC_URL=%s is %s', (host, port, publicUrl, origin, secure) => {
  const site = siteOf(host, port, publicUrl)
  expect(site).toMatchObject({ origin, secure })
  expect(site.hosts?.[0]).toBe(publicUrl === undefined ? new URL(origin).host : undefined)
})

test.each([
  ['127.0.0.1', 8443, undefined, 'https://127.0.0.1:8443'],
  ['::1', 443, undefined, 'https://[::1]'],
  ['0.0.0.0', 443, 'https://spoor.example.nl', 'https://spoor.example.nl'],
])('with a certificate HOST=%s port %i PUBLIC_URL=%s is %s', (host, port, publicUrl, origin) => {
  expect(siteOf(host, port, publicUrl, true)).toMatchObject({ origin, secure: true })
})

test.each([
  ['127.0.0.1', false, false],
  ['::1', false, false],
  ['10.0.0.5', false, true],
  ['0.0.0.0', false, true],
  ['::', false, true],
  ['10.0.0.5', true, false],
])('HOST=%s with a certificate (%s) is refused: %s', (host, hasTls, refused) => {
  const start = () => refusePlainOutside(host, hasTls)
  if (refused) expect(start).toThrow(/TLS_CERT_FILE and TLS_KEY_FILE/)
  else expect(start).not.toThrow()
})

test('without a proxy three names lead here, and no other', () => {
  expect(siteOf('localhost', 8080, undefined).hosts).toEqual([
    'localhost:8080',
    '127.0.0.1:8080',
    '[::1]:8080',
  ])
})

test.each([
  ['0.0.0.0', undefined],
  ['192.168.1.5', undefined],
  ['127.0.0.1', 'http://spoor.example.nl'],
  ['127.0.0.1', 'https://spoor.example.nl/spoor'],
  ['127.0.0.1', 'spoor.example.nl'],
  ['127.0.0.1', 'ftp://spoor.example.nl'],
] as const)('HOST=%s PUBLIC_URL=%s is refused', (host, publicUrl) => {
  expect(() => siteOf(host, 8080, publicUrl)).toThrow(/PUBLIC_URL/)
})

test.each([
  ['127.0.0.1', true],
  ['127.8.9.1', true],
  ['localhost', true],
  ['::1', true],
  ['0.0.0.0', false],
  ['::', false],
  ['localhost.example.nl', false],
  ['127.0.0.1.example.nl', false],
] as const)('%s is this machine only: %s', (host, expected) => {
  expect(isLoopback(host)).toBe(expected)
})
