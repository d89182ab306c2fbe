import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lockHolder, takeLock } from './lock.ts'
import { birthOf } from './processes.ts'

let path: string
beforeEach(() => {
  path = join(mkdtempSync(join(tmpdir(), 'spoor-lock-')), 'lock')
})
afterEach(() => rmSync(dirname(path), { recursive: true }))

const taken = (lock: ReturnType<typeof takeLock>) => !('heldBy' in lock)

test('who takes the lock holds it until it lets go', () => {
  const lock = takeLock(path)
  expect(lockHolder(path)).toBe(process.pid)
  expect(takeLock(path)).toEqual({ heldBy: process.pid })
  expect(statSync(path).mode & 0o777).toBe(0o600)
  if (!('heldBy' in lock)) lock.release()
  expect(lockHolder(path)).toBeUndefined()
  expect(taken(takeLock(path))).toBe(true)
})

test.each([
  ['of a process that is gone', () => ({ pid: 2 ** 22 - 1, birth: 'x' })],
  ['of an earlier process with the same pid', () => ({ pid: process.pid, birth: 'before the restart' })],
])('a lock %s is taken over', (_, holder) => {
  writeFileSync(path, JSON.stringify(holder()))
  expect(lockHolder(path)).toBeUndefined()
  expect(taken(takeLock(path))).toBe(true)
  expect(lockHolder(path)).toBe(process.pid)
})

test('a file that is no lock is taken over', () => {
  writeFileSync(path, 'nonsense')
  expect(taken(takeLock(path))).toBe(true)
})

test('letting go does not remove the lock of a successor', () => {
  const lock = takeLock(path)
  const successor = JSON.stringify({ pid: 1, birth: birthOf(1) })
  writeFileSync(path, successor)
  if (!('heldBy' in lock)) lock.release()
  expect(lockHolder(path)).toBe(1)
})

test('of eight that find the same stale lock at once exactly one gets it', async () => {
  writeFileSync(path, JSON.stringify({ pid: 2 ** 22 - 1, birth: 'x' }))
  const module = JSON.stringify(new URL('./lock.ts', import.meta.url).href)
  const code = `const { takeLock } = await import(${module})
    process.stdout.write('heldBy' in takeLock(${JSON.stringify(path)}) ? 'no' : 'yes')
    setTimeout(() => undefined, 1500)`
  const answers = await Promise.all(
    Array.from({ length: 8 }, async () => {
      const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      return (await child.stdout.toArray()).join('')
    }),
  )
  expect(answers.toSorted()).toEqual([...Array(7).fill('no'), 'yes'])
  expect(existsSync(path)).toBe(true)
  expect(readdirSync(dirname(path))).toEqual(['lock'])
})

test('a process that ended has no birth, also as a zombie', async () => {
  const child = spawn('true')
  await new Promise((resolve) => child.on('exit', resolve))
  expect(birthOf(child.pid ?? 0)).toBeUndefined()
  expect(birthOf(process.pid)).toBe(birthOf(process.pid))
})
