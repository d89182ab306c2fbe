import { existsSync, readdirSync } from 'node:fs'
import { countPlaywright, countVitest, type Count } from './counts.ts'

/** One step of `npm test`. Its commands run in order; the first that fails ends it. */
export interface Step {
  readonly name: string
  readonly commands: readonly (readonly string[])[]
  /** Why the step does not apply to the tree as it stands; undefined when it runs. */
  readonly notNow?: string | undefined
  /** A step with a test runner counts by the runner's report; another step counts as one test. */
  readonly report?: { readonly file: string; readonly read: (report: unknown) => Count }
  /** Shown while it runs: for the steps that take minutes. */
  readonly live?: boolean
  readonly env?: Readonly<Record<string, string>>
  /** Said when the step starts. */
  readonly note?: string
  readonly minutesMax: number
}

const NLGOV_RULES = '../shared/standards/nlgov-api-design-rules.spectral.yaml'
const OWN_RULES = 'test/openapi-rules.yaml'
const KILL_TEST = 'test/kill.test.ts'
const BROWSER_CONFIG = 'test/browser/playwright.config.ts'

/** The steps in order. @param reports  A folder of this run's own, so that no old report can be counted. */
export function stepsOf(reports: string): readonly Step[] {
  const browserReport = `${reports}/playwright.json`
  const rules = existsSync(NLGOV_RULES) ? NLGOV_RULES : OWN_RULES
  return [
    { name: 'format', commands: [['prettier', '--check', '--log-level', 'warn', '.']], minutesMax: 3 },
    { name: 'types', commands: [['node', 'node_modules/typescript7/bin/tsc', '-p', '.']], minutesMax: 5 },
    { name: 'lint', commands: [['oxlint', '--type-aware', '--deny-warnings']], minutesMax: 3 },
    { name: 'unused', commands: [['knip', '--no-progress', '--no-config-hints']], minutesMax: 3 },
    {
      name: 'web',
      commands: [['vite', 'build', 'src/web', '--logLevel', 'warn']],
      notNow: holdsCode('src/web') ? undefined : 'src/web is empty',
      minutesMax: 5,
    },
    vitest('vitest', reports, ['--exclude', KILL_TEST], 20),
    // By themselves: they measure how long a process takes, to kill it halfway.
    vitest('kill', reports, [KILL_TEST], 12),
    {
      name: 'browser',
      commands: [['playwright', 'test', '--config', BROWSER_CONFIG, '--reporter=list,json']],
      notNow: existsSync(BROWSER_CONFIG) ? undefined : `there is no ${BROWSER_CONFIG}`,
      report: { file: browserReport, read: countPlaywright },
      env: { PLAYWRIGHT_JSON_OUTPUT_FILE: browserReport },
      live: true,
      minutesMax: 10,
    },
    {
      name: 'openapi',
      commands: [
        ['node', 'spoor.mjs', 'serve', '--openapi', 'dist/openapi.json'],
        ['spectral', 'lint', '--fail-severity', 'error', '--ruleset', rules, 'dist/openapi.json'],
      ],
      notNow: holdsCode('src/server') ? undefined : 'src/server is empty',
      note:
        rules === OWN_RULES
          ? `the NLGov ruleset is not here: our own short one (${OWN_RULES})`
          : `ruleset ${rules}`,
      minutesMax: 3,
    },
  ]
}

function vitest(name: string, reports: string, files: readonly string[], minutesMax: number): Step {
  const file = `${reports}/${name}.json`
  return {
    ...{ name, minutesMax, live: true },
    commands: [['vitest', 'run', ...files]],
    env: { VITEST_REPORT: file },
    report: { file, read: countVitest },
  }
}

function holdsCode(folder: string): boolean {
  if (!existsSync(folder)) return false
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).some((name) => /\.tsx?$/.test(name))
}
