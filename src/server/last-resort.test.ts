import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

/** In a process of its own: what nobody catches here would be a fault of the test. */
function run(code: string) {
  const script = `
    import { openLog } from '#server/log.ts'
    import { addLastResort } from '#server/last-resort.ts'
    const log = openLog({ write: (line) => process.stdout.write(line) })
    addLastResort(log, (reason) => { process.stdout.write(reason); process.exitCode = 3; clearTimeout(work) })
    const work = setTimeout(() => process.stdout.write('still here'), 200)
    ${code}`
  return spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })
}

test('a promise that nobody waited for is in the log, without what it says, and the work goes on', () => {
  const { stdout, stderr, status } = run(`Promise.reject(new TypeError('Wilhelmina Kanariegeel'))`)
  expect(stdout).toContain('"place":"promise","fault":"TypeError"')
  expect(stdout).toContain('still here')
  expect(`${stdout}${stderr}`).not.toContain('Kanarie')
  expect(status).toBe(0)
})

test('an exception from nowhere is in the log, without what it says, and ends the process in order', () => {
  const { stdout, stderr, status } = run(
    `setTimeout(() => { throw new Error('Wilhelmina Kanariegeel') }, 10)`,
  )
  expect(stdout).toContain('"place":"process","fault":"Error"')
  expect(stdout).toContain('A fault that nobody caught')
  expect(stdout).not.toContain('still here')
  expect(`${stdout}${stderr}`).not.toContain('Kanarie')
  expect(status).toBe(3)
})
