import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { ORGANISATIONS } from '#core/organisation.ts'
import { LOGINS, newPassword } from '#store/logins.ts'
import { secretsFolder, type StorePlace } from '#store/open.ts'
import { OperatorError } from '#store/operator-error.ts'
import { placeSecret, readSecret } from '#store/secret-file.ts'
import { readCheckpointKey } from './checkpoint-key.ts'
import { newSubjectKey } from './pseudonym.ts'

type Place = Pick<StorePlace, 'dataDir' | 'databaseUrl' | 'secretsDir'>

/** Each secret that Spoor itself rests on, by its path, with how one is made. docs/security/rules.md says what for. */
function secretsOf(place: Place): readonly (readonly [path: string, make: () => string])[] {
  const folder = secretsFolder(place)
  return [
    ...LOGINS.map((login) => [join(folder, `${login}.password`), newPassword] as const),
    ...ORGANISATIONS.map(
      (organisation) => [join(folder, `subjects-${organisation}.key`), newSubjectKey] as const,
    ),
    [join(folder, 'sign-in.key'), newSignInKey],
    // The embedded database keeps the password of its owner beside it.
    ...(place.databaseUrl === undefined
      ? [[join(place.dataDir, 'owner.password'), newPassword] as const]
      : []),
  ]
}

/** Those of the seals, which belong together. */
const SEALS = ['checkpoint.key', 'checkpoint.pub'] as const

/** 256 bits that nobody can guess. */
export function newSignInKey(): string {
  return randomBytes(32).toString('base64url')
}

/** For real nothing is made in passing. Throws an OperatorError that names what is missing, and how to get it. */
export function refuseMissingSecrets(place: Place): void {
  const wanted = [
    ...secretsOf(place).map(([path]) => path),
    ...SEALS.map((name) => join(secretsFolder(place), name)),
  ]
  const missing = wanted.filter((path) => readSecret(path) === undefined)
  if (missing.length === 0) return
  throw new OperatorError(
    `Spoor makes no secrets by itself when it works for real, and these are missing: ${missing.join(', ')}. ` +
      'Let your vault put them in place, or make them once with spoor secrets make (docs/deploy.md).',
  )
}

/** Makes what is missing, each for this account only, and gives the paths; what is there stays as it is. */
export function makeSecrets(place: Place): readonly string[] {
  const seals = SEALS.map((name) => join(secretsFolder(place), name))
  const missing = [...secretsOf(place).map(([path]) => path), ...seals].filter(
    (path) => readSecret(path) === undefined,
  )
  for (const [path, make] of secretsOf(place)) if (missing.includes(path)) placeSecret(path, make())
  readCheckpointKey(secretsFolder(place))
  return missing
}
