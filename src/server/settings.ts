import { createPrivateKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createSecureContext } from 'node:tls'
import { importJWK, type JWK } from 'jose'
import { checkpointFolder } from '#actions/checkpoint-file.ts'
import { refuseOpenToOthers } from '#store/secret-file.ts'
import { type StorePlace } from '#store/open.ts'
import { OperatorError } from '#store/operator-error.ts'
import type { Tls } from './front-door.ts'
import { networksFrom, type Networks } from './networks.ts'
import { syslogPlace, type SyslogPlace } from './syslog.ts'
import { USUAL_CLAIMS } from './sign-in/identity.ts'
import { SIGNING_ALGORITHMS, type ProviderSettings } from './sign-in/provider.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** How a server is set up. docs/deploy.md lists the variables behind it. */
export interface ServerSettings extends StorePlace {
  readonly host: string
  readonly port: number
  readonly demo: boolean
  readonly publicUrl?: string | undefined
  /** Absent: Spoor speaks HTTP, to this machine alone. */
  readonly tls?: Tls | undefined
  readonly trustProxy?: string | undefined
  /** From where the people of each organisation may come. */
  readonly networks: Networks
  /** And from where its source systems may deliver. */
  readonly feedNetworks: Networks
  readonly uploadBytesMax?: number | undefined
  readonly requestsPerMinute?: number | undefined
  /** File of the request log; `-` is standard error. Absent: server.log in the data folder. */
  readonly logFile?: string | undefined
  /** Where its lines go besides. */
  readonly syslog?: SyslogPlace | undefined
  /** Where the seals of the audit log go, outside the database (docs/audit.md). */
  readonly checkpointDir: string
  /** Absent in the demo, which has its own. */
  readonly identityProvider?: ProviderSettings | undefined
}

const MIB = 1024 * 1024
export const UPLOAD_BYTES_MAX = 1024 * MIB
export const REQUESTS_PER_MINUTE = 1200

/** The settings in the environment. Throws an OperatorError that names the variable which cannot be used. */
export async function settingsFrom(
  environment: Environment,
  place: StorePlace,
  demo: boolean,
): Promise<ServerSettings> {
  refuseBlindTrust(environment)
  const megabytes = wholeNumber(environment, 'UPLOAD_MIB_MAX', 1, 1024 * 1024)
  return {
    ...place,
    demo,
    host: environment.HOST || '127.0.0.1',
    port: wholeNumber(environment, 'PORT', 0, 65_535) ?? 8080,
    publicUrl: environment.PUBLIC_URL || undefined,
    tls: tlsFrom(environment),
    trustProxy: environment.TRUST_PROXY || undefined,
    networks: networksFrom(environment),
    feedNetworks: networksFrom(environment, 'FEED_NETWORKS'),
    uploadBytesMax: megabytes === undefined ? undefined : megabytes * MIB,
    requestsPerMinute: wholeNumber(environment, 'REQUESTS_PER_MINUTE', 1, 10_000_000),
    logFile: environment.LOG_FILE || undefined,
    syslog: syslogPlace(environment),
    checkpointDir: checkpointFolder(environment, place.dataDir),
    identityProvider: demo ? undefined : await providerFrom(environment),
  }
}

/** With this switch Node takes the certificate of anybody, of the identity provider and of the database. */
function refuseBlindTrust({ NODE_TLS_REJECT_UNAUTHORIZED: checks }: Environment): void {
  if (checks !== '0') return
  throw new OperatorError(
    'NODE_TLS_REJECT_UNAUTHORIZED=0 switches the check of certificates off. Leave it out, and name an authority of ' +
      'your own with NODE_EXTRA_CA_CERTS.',
  )
}

async function providerFrom(environment: Environment): Promise<ProviderSettings> {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId } = environment
  if (!issuer || !clientId) {
    throw new OperatorError(
      'Nobody could sign in: say with OIDC_ISSUER and OIDC_CLIENT_ID which identity provider to use (docs/deploy.md), ' +
        'or start the demo with --demo.',
    )
  }
  const url = URL.parse(issuer)
  if (url?.protocol !== 'https:') throw new OperatorError('OIDC_ISSUER must be an address with https://.')
  return {
    issuer,
    clientId,
    clientKey: await clientKeyFrom(environment),
    scope: environment.OIDC_SCOPE || 'openid profile',
    claims: {
      subject: environment.OIDC_CLAIM_SUBJECT || USUAL_CLAIMS.subject,
      name: environment.OIDC_CLAIM_NAME || USUAL_CLAIMS.name,
      organisation: environment.OIDC_CLAIM_ORGANISATION || USUAL_CLAIMS.organisation,
      unit: environment.OIDC_CLAIM_UNIT || USUAL_CLAIMS.unit,
      roles: environment.OIDC_CLAIM_ROLES || USUAL_CLAIMS.roles,
    },
    acr: levelsIn(environment.OIDC_ACR ?? '') ?? [HIGH],
    plainHttp: false,
  }
}

/** By its eIDAS name, as the NL GOV profile writes it: two factors, one of them hardware that resists phishing. */
const HIGH = 'http://eidas.europa.eu/LoA/high'

/** What the person who starts Spoor should know of these settings, a sentence each. */
export function warningsOf({
  identityProvider,
}: Pick<ServerSettings, 'identityProvider'>): readonly string[] {
  const lower = (identityProvider?.acr ?? []).filter((level) => level !== HIGH)
  if (lower.length === 0) return []
  return [
    `OIDC_ACR lets people in with less than eIDAS high (${lower.join(', ')}): who is tricked into giving their factors away lets somebody else in.`,
  ]
}

function levelsIn(text: string): readonly string[] | undefined {
  const levels = text.split(/\s+/).filter((level) => level !== '')
  return levels.length > 0 ? levels : undefined
}

async function clientKeyFrom(environment: Environment): Promise<ProviderSettings['clientKey']> {
  const { OIDC_CLIENT_KEY_FILE: path } = environment
  if (path) return keyIn('OIDC_CLIENT_KEY_FILE', secretIn('OIDC_CLIENT_KEY_FILE', path))
  throw new OperatorError(
    'Spoor must be able to prove to the identity provider who it is: OIDC_CLIENT_KEY_FILE must name a private key.',
  )
}

/** Algorithms by key: the ones that the NL GOV profile names, for the keys that are made for them. */
const ALGORITHM_OF: Readonly<Record<string, string>> = { RSA: 'PS256', EC: 'ES256', OKP: 'EdDSA' }

/** The length that gives 128 bits of security (NIST SP 800-57, part 1, table 2). */
const RSA_BITS_MIN = 3072

/** How long a number in base64url is; its first byte is never zero (RFC 7518, 6.3.1.1). */
function bitsOf(number: string): number {
  return Buffer.from(number, 'base64url').length * 8
}

/** A private key as PEM (PKCS #8) or as a JWK. */
async function keyIn(variable: string, text: string): Promise<ProviderSettings['clientKey']> {
  try {
    const jwk = text.trimStart().startsWith('{')
      ? (JSON.parse(text) as JWK)
      : (createPrivateKey(text).export({ format: 'jwk' }) as JWK)
    const algorithm = jwk.alg ?? ALGORITHM_OF[jwk.kty ?? '']
    if (!SIGNING_ALGORITHMS.some((one) => one === algorithm))
      throw new Error('signs in a way that is not allowed')
    const key = await importJWK(jwk, algorithm)
    if (key instanceof Uint8Array || key.type !== 'private') throw new Error('no private key')
    if (jwk.kty === 'RSA' && bitsOf(jwk.n ?? '') < RSA_BITS_MIN) throw new Error('a key that is too short')
    return { key, ...(jwk.kid ? { kid: jwk.kid } : {}) }
  } catch {
    // What the library says may hold a part of the key.
    throw new OperatorError(
      `${variable} holds no private key (PEM or JWK) that can be used: RSA of 3072 bits or more for PS256, EC P-256 for ES256, or Ed25519.`,
    )
  }
}

function tlsFrom(environment: Environment): Tls | undefined {
  const { TLS_CERT_FILE: certFile, TLS_KEY_FILE: keyFile } = environment
  if (!certFile && !keyFile) return undefined
  if (!certFile || !keyFile) {
    throw new OperatorError(
      'TLS_CERT_FILE and TLS_KEY_FILE go together: a certificate and its private key, both PEM.',
    )
  }
  const pair = { cert: textIn('TLS_CERT_FILE', certFile), key: secretIn('TLS_KEY_FILE', keyFile) }
  try {
    createSecureContext(pair)
    return pair
  } catch {
    // What the library says may hold a part of the key.
    throw new OperatorError(
      'TLS_CERT_FILE and TLS_KEY_FILE hold no certificate with its own private key, both PEM.',
    )
  }
}

function textIn(variable: string, path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    throw new OperatorError(`The file that ${variable} names cannot be read: ${path}.`)
  }
}

function secretIn(variable: string, path: string): string {
  try {
    refuseOpenToOthers(path)
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof OperatorError) throw new OperatorError(`${variable}: ${error.message}`)
    throw new OperatorError(`The file that ${variable} names cannot be read: ${path}.`)
  }
}

function wholeNumber(
  environment: Environment,
  variable: string,
  lowest: number,
  highest: number,
): number | undefined {
  const text = environment[variable]
  if (!text) return undefined
  const number = Number(text)
  if (/^\d+$/.test(text) && number >= lowest && number <= highest) return number
  throw new OperatorError(`${variable} must be a whole number from ${lowest} to ${highest}.`)
}
