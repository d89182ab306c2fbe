import { Buffer } from 'node:buffer'
import { join } from 'node:path'

/** A path of a unix socket may have at most 107 bytes on Linux (103 on macOS). */
const SOCKET_PATH_MAX = 103

/**
 * The settings of the embedded PostgreSQL, as `name=value`. Sizes for a machine with 2 cores and some GB.
 * `socketDir`: a folder that PostgreSQL may write in, for its unix socket.
 */
export function settings(port: number, durable: boolean, socketDir?: string): readonly string[] {
  return [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    `unix_socket_directories=${socketFolder(socketDir)}`,
    'unix_socket_permissions=0700',
    'max_connections=60',
    'shared_buffers=128MB',
    'jit=off',
    'timezone=UTC',
    'max_wal_size=1GB',
    'checkpoint_timeout=15min',
    'checkpoint_completion_target=0.9',
    ...(durable ? DURABLE : FOR_TESTS),
    ...SILENT_ABOUT_PEOPLE,
  ]
}

const DURABLE = ['fsync=on', 'synchronous_commit=on', 'full_page_writes=on']

/** Data that nobody needs after the test. */
const FOR_TESTS = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'autovacuum=off']

/**
 * What PostgreSQL writes about an error holds the row, the statement or the value ("invalid input syntax for type
 * date: …"). The program gets all of that; the log file gets starts, stops and crashes only.
 */
const SILENT_ABOUT_PEOPLE = [
  // In the order of this setting LOG and FATAL come above ERROR: errors of one statement are left out.
  'log_min_messages=log',
  'log_min_error_statement=panic',
  'log_error_verbosity=terse',
  'log_parameter_max_length=0',
  'log_parameter_max_length_on_error=0',
  'log_statement=none',
  'log_min_duration_statement=-1',
  'log_checkpoints=off',
  'log_line_prefix=%m [%p] ',
]

/** For an administrator with psql; none when the path would be too long. Spoor itself uses the loopback port. */
function socketFolder(folder: string | undefined): string {
  // A comma or a quote would be read as a list of folders.
  if (folder === undefined || /[,"]/.test(folder)) return ''
  const longest = join(folder, '.s.PGSQL.65535.lock')
  return Buffer.byteLength(longest) > SOCKET_PATH_MAX ? '' : folder
}
