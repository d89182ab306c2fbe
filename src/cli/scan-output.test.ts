import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { afterAll, expect, test } from 'vitest'
import { idsOf, lines, registration, SIGNAL, Sink } from '../../test/scan-run.ts'
import { scanCommand } from './scan.ts'

const folder = mkdtempSync(join(tmpdir(), 'spoor-scan-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('a reader who stops reading is no fault, and reading stops too', async () => {
  let asked = 0
  const stdin = Readable.from(
    (function* () {
      for (; asked < 100_000; asked += 1)
        yield Buffer.from(lines(registration(`r${asked}`, SIGNAL.repeat(50))))
    })(),
  )
  const stdout = new Writable({
    write: (_chunk, _encoding, done) => done(Object.assign(new Error('closed'), { code: 'EPIPE' })),
  })
  const stderr = new Sink()
  expect(await scanCommand(['--all'], { stdin, stdout, stderr })).toBe(0)
  expect(stderr.text).toBe('')
  expect(asked).toBeLessThan(1000)
})

test('a slow reader slows the reading: a few batches are under way, not the file', async () => {
  let asked = 0
  const stdin = Readable.from(
    (function* () {
      for (; asked < 4000; asked += 1)
        yield Buffer.from(lines(registration(`r${asked}`, `${SIGNAL} ${'x'.repeat(20_000)}`)))
    })(),
  )
  let ahead = 0
  let taken = 0
  const stdout = new Writable({
    highWaterMark: 1,
    write: (chunk: Buffer, _encoding, done) => {
      taken += String(chunk).split('\n').length - 1
      ahead = Math.max(ahead, asked - taken)
      setImmediate(done)
    },
  })
  expect(await scanCommand(['--all'], { stdin, stdout, stderr: new Sink() })).toBe(0)
  expect(taken).toBe(4000)
  expect(ahead).toBeLessThan(200)
})

test('`| head` ends quietly', () => {
  const path = join(folder, 'input')
  writeFileSync(path, lines(...Array.from({ length: 20_000 }, (_, at) => registration(`r${at}`, SIGNAL))))
  const script = `import { scanCommand } from ${JSON.stringify(join(import.meta.dirname, 'scan.ts'))}
    process.exitCode = await scanCommand([${JSON.stringify(path)}], process)`
  writeFileSync(join(folder, 'run.mjs'), script)
  const { stdout, stderr } = spawnSync('sh', [
    '-c',
    `'${process.execPath}' '${join(folder, 'run.mjs')}' | head -n 1`,
  ])
  expect(idsOf(String(stdout))).toEqual(['r0'])
  expect(String(stderr)).toBe('')
})
