import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { Progress } from './progress.ts'

/** What is written when the work is told about at these milliseconds, each a quarter further of 1000 bytes. */
function written(isTTY: boolean, times: readonly number[], total: number | undefined): string {
  const stream = Object.assign(new PassThrough(), { isTTY })
  let now = 0
  const progress = new Progress(stream, total, () => now)
  for (const [index, time] of times.entries()) {
    now = time
    progress.update((index + 1) * 250, `${index + 1} lines`)
  }
  progress.clear()
  return String(stream.read() ?? '')
}

test('on a terminal one line that changes, with an estimate, and gone at the end', () => {
  expect(written(true, [1000, 1100, 3000], 1000)).toBe(
    '\r\u001B[K25 %, 1 lines, about 3 s left' + '\r\u001B[K75 %, 3 lines, about 1 s left' + '\r\u001B[K',
  )
})

test('in a log plain lines, now and then', () => {
  expect(written(false, [1000, 12_000, 15_000, 30_000], 4000)).toBe(
    '12 %, 2 lines, about 2 min left\n25 %, 4 lines, about 2 min left\n',
  )
})

test('no share and no estimate when the end is not known', () => {
  expect(written(false, [12_000], undefined)).toBe('1 lines\n')
})
