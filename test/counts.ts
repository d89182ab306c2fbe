/** What one step came to. `skipped` and `failures` are names that a reader can look for. */
export interface Count {
  readonly passed: number
  readonly failed: number
  readonly skipped: readonly string[]
  readonly failures: readonly string[]
}

export const NOTHING: Count = { passed: 0, failed: 0, skipped: [], failures: [] }

export function add(a: Count, b: Count): Count {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: [...a.skipped, ...b.skipped],
    failures: [...a.failures, ...b.failures],
  }
}

/** A check (format, types, lint …) counts as one test. */
export function countCheck(name: string, ok: boolean): Count {
  return ok ? { ...NOTHING, passed: 1 } : { ...NOTHING, failed: 1, failures: [name] }
}

/**
 * A test runner counts by its own report, but its report is not believed blindly: no report, a report of nothing, or
 * a runner that ended badly without a failed test in its report is a failure of its own.
 *
 * @param report  The runner's JSON as it stands in the file, or undefined when it wrote none.
 * @param exit    Its exit status; null when it was killed.
 */
export function countRunner(
  name: string,
  report: string | undefined,
  exit: number | null,
  read: (report: unknown) => Count,
): Count {
  let count = NOTHING
  try {
    if (report !== undefined) count = read(JSON.parse(report))
  } catch {
    return add(count, countCheck(`${name}: its report cannot be read`, false))
  }
  if (report === undefined) return countCheck(`${name}: it wrote no report (exit ${String(exit)})`, false)
  if (count.passed + count.failed === 0)
    return add(count, countCheck(`${name}: it ran no test at all`, false))
  if (exit !== 0 && count.failed === 0) {
    return add(count, countCheck(`${name}: it ended with exit ${String(exit)} outside any test`, false))
  }
  return count
}

interface VitestReport {
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[]
  }[]
}

/** Vitest's JSON report. A file that fails outside its tests (it does not load, a hook fails) is one failure. */
export function countVitest(report: unknown): Count {
  return (report as VitestReport).testResults
    .map((file) => {
      const tests = file.assertionResults.map((test) =>
        countTest(`${file.name} › ${test.fullName}`, test.status),
      )
      const count = tests.reduce(add, NOTHING)
      return file.status === 'failed' && count.failed === 0 ? add(count, countCheck(file.name, false)) : count
    })
    .reduce(add, NOTHING)
}

interface PlaywrightSuite {
  readonly title: string
  readonly suites?: readonly PlaywrightSuite[]
  readonly specs?: readonly {
    readonly title: string
    readonly tests: readonly { readonly projectName: string; readonly status: string }[]
  }[]
}

/** Playwright's JSON report. A flaky test has not passed: it failed once and nobody knows why. */
export function countPlaywright(report: unknown): Count {
  const { suites, errors } = report as {
    suites: readonly PlaywrightSuite[]
    errors: readonly { message?: string }[]
  }
  const outside = errors.map((error) =>
    countCheck(`playwright: ${error.message ?? 'an error outside any test'}`, false),
  )
  return [...outside, ...suites.map((suite) => countSuite(suite, ''))].reduce(add, NOTHING)
}

function countSuite(suite: PlaywrightSuite, path: string): Count {
  const here = path === '' ? suite.title : `${path} › ${suite.title}`
  const specs = (suite.specs ?? []).flatMap((spec) =>
    spec.tests.map((test) => countTest(`${here} › ${spec.title}${inProject(test.projectName)}`, test.status)),
  )
  return [...specs, ...(suite.suites ?? []).map((inner) => countSuite(inner, here))].reduce(add, NOTHING)
}

function inProject(name: string): string {
  return name === '' ? '' : ` (${name})`
}

const PASSED = ['passed', 'expected']
const SKIPPED = ['pending', 'skipped', 'todo', 'disabled']

/** A status that we do not know is a failure, so that a new word in a runner cannot hide a test. */
function countTest(name: string, status: string): Count {
  if (PASSED.includes(status)) return { ...NOTHING, passed: 1 }
  if (SKIPPED.includes(status)) return { ...NOTHING, skipped: [name] }
  return { ...NOTHING, failed: 1, failures: [status === 'failed' ? name : `${name} (${status})`] }
}

/** The last line of `npm test`; other programs read it. */
export function lastLine(count: Count): string {
  return `${count.passed} passed, ${count.failed} failed`
}

/** Nothing passed is no success either. */
export function exitStatus(count: Count): 0 | 1 {
  return count.failed === 0 && count.passed > 0 ? 0 : 1
}
