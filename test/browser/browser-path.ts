import { spawnSync } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'

/** Resolved once, in Playwright's own configuration, and handed to its workers through the environment. */
const HANDED_ON = 'SPOOR_TEST_BROWSER'

/** Chromium as it is, with what a container needs. Never `chromium.args` of the package: those weaken the browser. */
export const BROWSER_ARGUMENTS = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * The path of a real Chromium: the one named by CHROME_PATH, else the machine's own, else the one inside the npm
 * package @sparticuz/chromium. In CI always the last, so that the same browser is tested everywhere.
 * @throws when none starts.
 */
export async function browserPath(env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const path = env[HANDED_ON] ?? ownChoice(env) ?? (await fromPackage())
  env[HANDED_ON] = path
  return path
}

function ownChoice(env: NodeJS.ProcessEnv): string | undefined {
  if (env.CI === 'true') return undefined
  const candidates = [env.CHROME_PATH, '/usr/bin/chromium', '/usr/bin/google-chrome']
  return candidates.find((path) => path !== undefined && existsSync(path))
}

async function fromPackage(): Promise<string> {
  const path = await unpacked()
  if (starts(path)) return path
  // A run that was killed while unpacking leaves half a browser behind, which the package would take for a whole one.
  rmSync(path, { force: true })
  const again = await unpacked()
  if (!starts(again)) throw new Error(`the browser of @sparticuz/chromium does not start: ${again}`)
  return again
}

/** Unpacks the browser below the temporary folder, with its own NSS libraries, which a bare machine may lack. */
async function unpacked(): Promise<string> {
  const before = process.env.AWS_EXECUTION_ENV
  // The package brings those libraries only where it believes to be on AWS; it looks when it is imported.
  process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs20.x'
  try {
    const { default: chromium } = await import('@sparticuz/chromium')
    return await chromium.executablePath()
  } finally {
    if (before === undefined) delete process.env.AWS_EXECUTION_ENV
    else process.env.AWS_EXECUTION_ENV = before
  }
}

/** Half a browser crashes before it can tell its version. */
function starts(path: string): boolean {
  return spawnSync(path, ['--version'], { timeout: 30_000, stdio: 'ignore' }).status === 0
}
