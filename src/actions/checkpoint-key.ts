import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto'
import { join } from 'node:path'
import { OperatorError } from '#store/operator-error.ts'
import { placeSecret, readSecret } from '#store/secret-file.ts'

/** What checkpoints are signed with (Ed25519). */
export interface CheckpointKey {
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
  /** sha256 over the public key (SPKI, DER), hexadecimal: says with which key a checkpoint was signed. */
  readonly fingerprint: string
}

/**
 * The key in `checkpoint.key` of a folder of secrets, made when there is none yet. Its public half stands beside it in
 * `checkpoint.pub`: whoever checks takes a copy of that from there, once.
 *
 * @throws OperatorError when the file holds another key than one of Ed25519.
 */
export function readCheckpointKey(secretsDir: string): CheckpointKey {
  const path = join(secretsDir, 'checkpoint.key')
  const privateKey = keyIn(path, readSecret(path) ?? placeSecret(path, newKey()))
  const publicKey = createPublicKey(privateKey)
  const known = join(secretsDir, 'checkpoint.pub')
  if (readSecret(known) === undefined) placeSecret(known, pemOf(publicKey))
  return { privateKey, publicKey, fingerprint: fingerprintOf(publicKey) }
}

function newKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
}

function keyIn(path: string, pem: string): KeyObject {
  try {
    const key = createPrivateKey(pem)
    if (key.asymmetricKeyType === 'ed25519') return key
  } catch {
    // What the library says may hold a part of the key.
  }
  throw new OperatorError(`The file ${path} holds no private key of Ed25519 (PEM) that can be used.`)
}

function pemOf(publicKey: KeyObject): string {
  return publicKey.export({ format: 'pem', type: 'spki' }).toString()
}

function fingerprintOf(publicKey: KeyObject): string {
  return createHash('sha256')
    .update(publicKey.export({ format: 'der', type: 'spki' }))
    .digest('hex')
}
