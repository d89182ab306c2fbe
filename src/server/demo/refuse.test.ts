import { mkdtempSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { refuseMixing, refuseOpenDemo } from './refuse.ts'

const OURS = { identity: '7711/1', isEmpty: true }
const USED = { identity: '7711/1', isEmpty: false }
const OTHER = { identity: '7711/2', isEmpty: false }

test.each([
  // earlier                now              database             refused
  ['nothing', 'the demo', OURS, false],
  ['nothing', 'the demo', USED, true],
  ['the demo', 'the demo', USED, false],
  ['the demo', 'the demo', OTHER, true],
  ['nothing', 'for real', OURS, false],
  ['nothing', 'for real', USED, false],
  ['the demo', 'for real', USED, true],
  ['the demo', 'for real', OTHER, false],
] as const)('after %s, %s on %o is refused: %s', (earlier, now, facts, refused) => {
  const folder = mkdtempSync(join(tmpdir(), 'spoor-demo-'))
  if (earlier === 'the demo') refuseMixing(true, folder, OURS)
  const start = () => refuseMixing(now === 'the demo', folder, facts)
  if (refused) expect(start).toThrow(/demo/)
  else expect(start).not.toThrow()
})

test('the demo answers to this machine only', () => {
  expect(() => refuseOpenDemo('0.0.0.0')).toThrow(/127\.0\.0\.1/)
  expect(() => refuseOpenDemo('localhost')).not.toThrow()
})

test('the demo marks its database in a file of its own', () => {
  const folder = mkdtempSync(join(tmpdir(), 'spoor-demo-'))
  refuseMixing(true, folder, OURS)
  expect(readFileSync(join(folder, 'demo'), 'utf8')).toBe('7711/1\n')
  expect(statSync(join(folder, 'demo')).mode & 0o777).toBe(0o600)
})
