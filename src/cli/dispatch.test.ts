import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { afterAll, expect, test } from 'vitest'
import { OperatorError } from '#store/operator-error.ts'
import { dispatch } from './dispatch.ts'
import type { CommandFunction } from './io.ts'

async function run(args: readonly string[], command?: CommandFunction) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const commands = command ? { try: { summary: 'a command', load: async () => command } } : undefined
  const status = await dispatch(args, { stdin: Readable.from([]), stdout, stderr }, commands)
  const text = (stream: PassThrough) => String(stream.read() ?? '')
  return { status, out: text(stdout), err: text(stderr) }
}

const failing = (error: unknown) => async () => {
  throw error
}

test('--help names every command', async () => {
  const { status, out, err } = await run(['--help'])
  expect([status, err]).toEqual([0, ''])
  expect(out).toMatch(/^usage: spoor COMMAND/)
  expect(out).toMatch(/^ {2}migrate +bring the database up to date$/m)
})

test('--version', async () => {
  expect(await run(['--version'])).toMatchObject({
    status: 0,
    out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
  })
})

test('no command at all is no use', async () => {
  expect(await run([])).toMatchObject({
    status: 2,
    out: '',
    err: expect.stringContaining('usage: spoor COMMAND'),
  })
})

test.each(['scna', 'constructor', '--verbose', 'a\nb'])('no such command: %j, in one line', async (name) => {
  const { status, out, err } = await run([name])
  expect([status, out]).toEqual([2, ''])
  expect(err).toBe(`spoor: there is no command ${JSON.stringify(name)}; see spoor --help\n`)
})

test('a command gets its own arguments and gives the exit status', async () => {
  const command: CommandFunction = async (args, io) => {
    io.stdout.write(args.join('+'))
    return 3
  }
  expect(await run(['try', 'a', '--b'], command)).toEqual({ status: 3, out: 'a+--b', err: '' })
})

test.each([
  [
    'an operator can put it right',
    new OperatorError('the disk\nis full'),
    1,
    'spoor try: the disk is full\n',
  ],
  [
    'unusable arguments',
    Object.assign(new TypeError(`Unknown option '--x'`), { code: 'ERR_PARSE_ARGS_UNKNOWN_OPTION' }),
    2,
    `spoor try: Unknown option '--x'\n`,
  ],
  [
    'what the database says may hold a row, so only its code is shown',
    Object.assign(new Error('duplicate key (name)=(Femke Voorbeeld)'), {
      code: '23505',
      table: 'member',
      constraint: 'member_once',
      detail: 'Key (name)=(Femke Voorbeeld) already exists.',
    }),
    1,
    'spoor try: database error 23505 member member_once\n',
  ],
])('%s', async (_, error, status, err) => {
  expect(await run(['try'], failing(error))).toEqual({ status, out: '', err })
})

test('a fault of ours shows where it happened', async () => {
  const { status, err } = await run(['try'], failing(new Error('no such thing')))
  expect(status).toBe(1)
  expect(err).toMatch(/^spoor try: Error: no such thing\n +at .*dispatch\.test\.ts/)
})

test('migrate --help', async () => {
  const { status, out } = await run(['migrate', '--help'])
  expect([status, out.split('\n')[0]]).toEqual([0, 'usage: spoor migrate [--schema]'])
})

test('migrate --nonsense', async () => {
  const { status, err } = await run(['migrate', '--nonsense'])
  expect([status, err]).toEqual([
    2,
    expect.stringMatching(/^spoor migrate: Unknown option '--nonsense'[^\n]*\n$/),
  ])
})

const data = mkdtempSync(join(tmpdir(), 'spoor-cli-'))
afterAll(() => rmSync(data, { recursive: true, force: true }))

test('npx spoor migrate, twice, on an empty folder', () => {
  const migrate = () =>
    spawnSync(process.execPath, ['spoor.mjs', 'migrate'], {
      encoding: 'utf8',
      env: { ...process.env, SPOOR_DATA: data, DATABASE_URL: '' },
    })
  const first = migrate()
  expect([first.status, first.stdout.split('\n')[0]]).toEqual([0, '0000_foundation'])
  expect(first.stderr).toMatch(/^\d+ migrations applied\n$/)
  const second = migrate()
  expect([second.status, second.stdout, second.stderr]).toEqual([0, '', 'the database was up to date\n'])
})

test('what needs no database loads no driver', () => {
  const module = JSON.stringify(new URL('./dispatch.ts', import.meta.url).href)
  const code = `
    import { createRequire } from 'node:module'
    import { dispatch } from ${module}
    await dispatch(['--help'], { ...process, stdout: process.stderr })
    console.log(Object.keys(createRequire(${module}).cache).filter((path) => path.includes('/node_modules/')).length)`
  const ran = spawnSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' })
  expect(ran.stdout).toBe('0\n')
})
