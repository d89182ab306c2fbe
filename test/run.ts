// What `npm test` runs: every check and every test of the house, one after the other, all of them even when one
// fails. `npm test -- types lint` runs only the steps named. The last line is always `N passed, N failed`.
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { add, countCheck, countRunner, exitStatus, lastLine, NOTHING, type Count } from './counts.ts'
import { stepsOf, type Step } from './steps.ts'

interface Ran {
  readonly exit: number | null
  readonly output: string
}

const wanted = process.argv.slice(2)
const reports = mkdtempSync(join(tmpdir(), 'spoor-test-'))
const steps = stepsOf(reports)
const unknown = wanted.filter((name) => !steps.some((step) => step.name === name))
let running: ChildProcess | undefined

// A step runs in a process group of its own, so that whatever it started ends with it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    endGroup(running)
    rmSync(reports, { recursive: true, force: true })
    process.exit(130)
  })
}

if (unknown.length > 0) {
  console.error(
    `no such step: ${unknown.join(', ')} (there are: ${steps.map((step) => step.name).join(', ')})`,
  )
  process.exitCode = 2
} else {
  mkdirSync('dist', { recursive: true })
  let total = NOTHING
  for (const step of steps) {
    if (wanted.length === 0 || wanted.includes(step.name)) total = add(total, await runStep(step))
  }
  rmSync(reports, { recursive: true, force: true })
  summarise(total)
  process.exitCode = exitStatus(total)
}

/** Runs one step, says how it went and how long it took, and shows all that a failing one said. */
async function runStep(step: Step): Promise<Count> {
  if (step.notNow !== undefined) {
    say(`– ${step.name}: ${step.notNow}`)
    return { ...NOTHING, skipped: [`step ${step.name}: ${step.notNow}`] }
  }
  say(`▸ ${step.name}${step.note === undefined ? '' : ` (${step.note})`}`)
  const start = performance.now()
  let ran: Ran = { exit: 0, output: '' }
  for (const command of step.commands) {
    const next = await run(command, step)
    ran = { exit: next.exit, output: ran.output + next.output }
    if (next.exit !== 0) break
  }
  const count = countOf(step, ran.exit)
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  if (count.failed > 0 && step.live !== true) process.stdout.write(ran.output)
  const figures = step.report === undefined ? '' : ` ${lastLine(count)},`
  say(`${count.failed === 0 ? '✓' : '✗'} ${step.name}:${figures} ${seconds} s`)
  return count
}

function countOf(step: Step, exit: number | null): Count {
  if (step.report === undefined) return countCheck(step.name, exit === 0)
  const { file, read } = step.report
  const report = existsSync(file) ? readFileSync(file, 'utf8') : undefined
  return countRunner(step.name, report, exit, read)
}

/** Ends with the command's exit status, or null when it was killed. A command that cannot be started ends badly too. */
function run(command: readonly string[], step: Step): Promise<Ran> {
  const [file = '', ...args] = command
  return new Promise((ended) => {
    let output = ''
    let orphan = false
    const keep = (text: string) => {
      output += text
      if (step.live === true) process.stdout.write(text)
    }
    const started = spawn(file, args, {
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...colours(), ...step.env, PATH: searchPath() },
    })
    running = started
    const tooLong = setTimeout(() => {
      keep(`\n${file}: not done after ${step.minutesMax} minutes, stopped\n`)
      endGroup(started)
    }, step.minutesMax * 60_000)
    for (const stream of [started.stdout, started.stderr]) stream.setEncoding('utf8').on('data', keep)
    started.on('error', (error) => keep(`${file}: ${error.message}\n`))
    started.on('exit', () => {
      // A process left behind is a defect, and one that holds the output open must not keep us waiting for ever.
      const leftBehind = setTimeout(() => {
        keep(`\n${file}: ended, but left a process behind that holds its output open\n`)
        orphan = true
        endGroup(started)
        started.stdout.destroy()
        started.stderr.destroy()
      }, 5000)
      started.on('close', () => clearTimeout(leftBehind))
    })
    started.on('close', (exit) => {
      clearTimeout(tooLong)
      running = undefined
      ended({ exit: orphan ? null : exit, output })
    })
  })
}

function endGroup(started: ChildProcess | undefined): void {
  if (started?.pid === undefined) return
  try {
    process.kill(-started.pid, 'SIGKILL')
  } catch {
    // Already gone.
  }
}

/** Our own commands first, so that `node` is the Node of package.json also when this file is started by hand. */
function searchPath(): string {
  return [resolve('node_modules/.bin'), process.env.PATH ?? ''].join(delimiter)
}

function colours(): Readonly<Record<string, string>> {
  return process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}
}

function summarise(total: Count): void {
  const here = `${process.cwd()}/`
  for (const name of total.skipped) say(`– skipped: ${name.replace(here, '')}`)
  for (const name of total.failures) say(`✗ failed: ${name.replace(here, '')}`)
  say(lastLine(total))
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
