import { spawnSync } from 'node:child_process'
import { OperatorError } from '../operator-error.ts'

/**
 * Under which account PostgreSQL runs. It refuses to run as uid 0, so that root needs a detour:
 * - `self`: not root, nothing to do;
 * - `namespace`: root, in a user namespace in which root looks like uid 1000; the files stay root's;
 * - `nobody`: root, without user namespaces: the account `nobody` (65534), which must own the data folder.
 */
export type Account = 'self' | 'namespace' | 'nobody'

/** uid and gid of `nobody` on Linux. */
export const NOBODY = 65534

const RUN_AS: Readonly<Record<Account, readonly string[]>> = {
  self: [],
  namespace: ['unshare', '--user', '--map-user=1000', '--map-group=1000', '--'],
  nobody: ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', '--'],
}

/**
 * The kernel sends this signal to PostgreSQL when we die without a word (kill -9, out of memory): a fast shutdown.
 * It stands after the change of account, which would clear it.
 */
const DIE_WITH_PARENT = ['setpriv', '--pdeathsig=INT', '--']

/** The first account under which a program can be run here. Throws an OperatorError when there is none. */
export function findAccount(): Account {
  if (process.getuid?.() !== 0) return 'self'
  const found = (['namespace', 'nobody'] as const).find((account) => works(RUN_AS[account]))
  if (found) return found
  throw new OperatorError(
    'PostgreSQL refuses to run as root, and this machine offers neither user namespaces nor setpriv. ' +
      'Run Spoor under an ordinary account, or set DATABASE_URL.',
  )
}

/** Does the kernel stop a child here when its parent is gone? (Linux with util-linux; else the next start cleans up.) */
export function canDieWithParent(): boolean {
  return works(DIE_WITH_PARENT)
}

/** The command line that runs `command` under `account`; every step is an exec, so that the pid stays the same. */
export function commandAs(
  account: Account,
  dieWithParent: boolean,
  command: readonly string[],
): readonly [string, ...string[]] {
  const line = [...RUN_AS[account], ...(dieWithParent ? DIE_WITH_PARENT : []), ...command]
  return line as [string, ...string[]]
}

function works(prefix: readonly string[]): boolean {
  const [command, ...args] = [...prefix, 'true']
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0
}
