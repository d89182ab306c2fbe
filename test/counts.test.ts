import { expect, test } from 'vitest'
import {
  add,
  countCheck,
  countPlaywright,
  countRunner,
  countVitest,
  exitStatus,
  lastLine,
  NOTHING,
} from './counts.ts'

const vitest = (...files: unknown[]) => JSON.stringify({ testResults: files })
const file = (status: string, ...tests: readonly (readonly [string, string])[]) => ({
  name: 'a.test.ts',
  status,
  assertionResults: tests.map(([fullName, result]) => ({ fullName, status: result })),
})

test.each([
  // what happened                          report                                      exit  passed, failed
  ['all passed', vitest(file('passed', ['x', 'passed'], ['y', 'passed'])), 0, '2 passed, 0 failed'],
  ['one failed', vitest(file('failed', ['x', 'passed'], ['y', 'failed'])), 1, '1 passed, 1 failed'],
  ['one skipped', vitest(file('passed', ['x', 'passed'], ['y', 'skipped'])), 0, '1 passed, 0 failed'],
  [
    'a file that does not load',
    vitest(file('failed'), file('passed', ['x', 'passed'])),
    1,
    '1 passed, 1 failed',
  ],
  ['a failing hook after passed tests', vitest(file('failed', ['x', 'passed'])), 1, '1 passed, 1 failed'],
  ['an error outside any test', vitest(file('passed', ['x', 'passed'])), 1, '1 passed, 1 failed'],
  ['killed after it wrote its report', vitest(file('passed', ['x', 'passed'])), null, '1 passed, 1 failed'],
  ['no test found', vitest(), 0, '0 passed, 1 failed'],
  ['only skipped tests', vitest(file('passed', ['x', 'skipped'])), 0, '0 passed, 1 failed'],
  ['no report: it crashed', undefined, 1, '0 passed, 1 failed'],
  ['no report although it says all is well', undefined, 0, '0 passed, 1 failed'],
  ['half a report', '{"testResults":[', 0, '0 passed, 1 failed'],
  ['a report of another shape', '{"tests":3}', 0, '0 passed, 1 failed'],
  [
    'a status that is new to us',
    vitest(file('passed', ['x', 'passed'], ['y', 'maybe'])),
    0,
    '1 passed, 1 failed',
  ],
] as const)('vitest, %s', (_, report, exit, expected) => {
  expect(lastLine(countRunner('vitest', report, exit, countVitest))).toBe(expected)
})

test('skipped and failed tests are named', () => {
  const count = countVitest(JSON.parse(vitest(file('failed', ['x', 'skipped'], ['y', 'failed']))))
  expect(count.skipped).toEqual(['a.test.ts › x'])
  expect(count.failures).toEqual(['a.test.ts › y'])
})

test('playwright: nested suites, projects and a flaky test, which has not passed', () => {
  const spec = (title: string, status: string) => ({ title, tests: [{ projectName: 'chromium', status }] })
  const count = countPlaywright({
    errors: [],
    suites: [
      {
        title: 'signal.spec.ts',
        specs: [spec('sign in', 'expected')],
        suites: [
          {
            title: 'worklist',
            specs: [spec('sort', 'flaky'), spec('print', 'skipped'), spec('x', 'unexpected')],
          },
        ],
      },
    ],
  })
  expect(lastLine(count)).toBe('1 passed, 2 failed')
  expect(count.skipped).toEqual(['signal.spec.ts › worklist › print (chromium)'])
  expect(count.failures[0]).toBe('signal.spec.ts › worklist › sort (chromium) (flaky)')
})

test('playwright: an error in its set-up is a failure even when no test ran', () => {
  const report = JSON.stringify({ suites: [], errors: [{ message: 'no browser' }] })
  const count = countRunner('playwright', report, 1, countPlaywright)
  expect(count).toMatchObject({ passed: 0, failed: 1, failures: ['playwright: no browser'] })
})

test.each([
  ['nothing ran', NOTHING, 1],
  ['one check passed', countCheck('types', true), 0],
  ['one of two checks failed', add(countCheck('types', true), countCheck('lint', false)), 1],
] as const)('exit status when %s', (_, count, expected) => {
  expect(exitStatus(count)).toBe(expected)
})
