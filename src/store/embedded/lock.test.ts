import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lockHolder, takeLock } from './lock.ts'
import { birthOf, waitUntil } from './processes.ts'

let path: string
beforeEach(() => {
  path = join(mkdtempSync(join(tmpdir(), 'spoor-lock-')), 'lock')
})
afterEach(() => rmSync(dirname(path), { recursive: true }))

const taken = (lock: ReturnType<typeof takeLock>) => !('heldBy' in lock)

/** The lock as a process left it that is no more. */
function staleLock(at: string, holder: object): void {
  mkdirSync(at)
  writeFileSync(join(at, 'left-behind'), JSON.stringify(holder))
}
const NOBODY_NOW = { pid: 2 ** 22 - 1, birth: 'x' }

test('who takes the lock holds it until it lets go', () => {
  const lock = takeLock(path)
  expect(lockHolder(path)).toBe(process.pid)
  expect(takeLock(path)).toEqual({ heldBy: process.pid })
  if (!('heldBy' in lock)) lock.release()
  expect(lockHolder(path)).toBeUndefined()
  expect(taken(takeLock(path))).toBe(true)
  expect(readdirSync(dirname(path))).toEqual(['lock'])
})

test.each([
  ['of a process that is gone', () => NOBODY_NOW],
  ['of an earlier process with the same pid', () => ({ pid: process.pid, birth: 'before the restart' })],
  ['that nobody can read', () => ({})],
])('a lock %s is taken over', (_, holder) => {
  staleLock(path, holder())
  expect(lockHolder(path)).toBeUndefined()
  expect(taken(takeLock(path))).toBe(true)
  expect(lockHolder(path)).toBe(process.pid)
})

test('letting go does not remove the lock of a successor', () => {
  const lock = takeLock(path)
  rmSync(path, { recursive: true })
  staleLock(path, { pid: 1, birth: birthOf(1) })
  if (!('heldBy' in lock)) lock.release()
  expect(lockHolder(path)).toBe(1)
})

test('of four that find the same stale lock at once exactly one gets it, two hundred times', async () => {
  const folder = dirname(path)
  const locks = Array.from({ length: 200 }, (_, i) => join(folder, `lock-${i}`))
  for (const lock of locks) staleLock(lock, NOBODY_NOW)
  const module = JSON.stringify(new URL('./lock.ts', import.meta.url).href)
  // All begin when the file `go` is there, and hold what they got until all have tried.
  const code = `
    import { existsSync } from 'node:fs'
    import { takeLock } from ${module}
    process.stdout.write('.')
    while (!existsSync(${JSON.stringify(join(folder, 'go'))}));
    const got = ${JSON.stringify(locks)}.filter((lock) => !('heldBy' in takeLock(lock)))
    process.stdout.write(JSON.stringify(got))
    process.stdin.resume()`
  const children = Array.from({ length: 4 }, () =>
    spawn(process.execPath, ['--input-type=module', '-e', code]),
  )
  const heard = children.map((child) => readerOf(child.stdout))
  await Promise.all(heard.map((said) => said((text) => text.startsWith('.'))))
  writeFileSync(join(folder, 'go'), '')
  const answers = await Promise.all(heard.map((said) => said((text) => text.endsWith(']'))))
  for (const child of children) child.stdin.end()
  const got = answers.flatMap((text) => JSON.parse(text.slice(1)) as string[])
  expect(got.toSorted()).toEqual(locks.toSorted())
  expect(readdirSync(folder).toSorted()).toEqual(['go', ...locks.map((lock) => basename(lock))].toSorted())
})

/** Waits for what a stream says until it is enough, and gives all of it. */
function readerOf(stream: Readable): (enough: (text: string) => boolean) => Promise<string> {
  let all = ''
  stream.setEncoding('utf8').on('data', (text: string) => (all += text))
  return async (enough) => {
    await waitUntil(() => enough(all), 20_000)
    return all
  }
}

test('a process that ended has no birth, also as a zombie', async () => {
  const child = spawn('true')
  await new Promise((resolve) => child.on('exit', resolve))
  expect(birthOf(child.pid ?? 0)).toBeUndefined()
  expect(birthOf(process.pid)).toBe(birthOf(process.pid))
})
