import { expect, test } from 'vitest'
import { looksLikeText } from './text-file.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const line = '{"id":"X-1","organisation":"politie","text":"een gewone regel"}\r\n'
const everyByte = Uint8Array.from({ length: 4096 }, (_, at) => (at * 7) % 256)
const utf16 = Uint8Array.from(
  line
    .repeat(9)
    .split('')
    .flatMap((one) => [one.charCodeAt(0), 0]),
)

test.each([
  ['nothing at all', bytes(''), true],
  ['registrations', bytes(line.repeat(50)), true],
  ['a byte order mark first', bytes(`\uFEFF${line}`), true],
  ['one line with a NUL among good ones', bytes(line.repeat(5) + '{"text":"a\u0000b"}'), true],
  ['a short line of control characters', bytes('\u0001\u0002\u0003'), true],
  ['text in Windows-1252', Uint8Array.from([0x65, 0xe9, 0x6e, 0x20, 0x93, 0x0a]), true],
  ['a picture or a program', everyByte, false],
  ['UTF-16 without a mark', utf16, false],
  ['UTF-16 with a mark', Uint8Array.from([0xff, 0xfe, 0x7b, 0]), false],
  ['a PDF', bytes('%PDF-1.7\n'), false],
  ['an Excel file', bytes('PK\u0003\u0004 rest'), false],
] as const)('%s', (_, head, expected) => {
  expect(looksLikeText(head)).toBe(expected)
})
