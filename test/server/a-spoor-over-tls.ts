// `spoor serve` for real, as a process that speaks TLS, with a proxy before it that does as well (docs/deploy.md).
import { spawn } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer as createPlainServer } from 'node:http'
import { createServer, request as requestOver } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { JWK } from 'jose'
import { makeSecrets } from '#actions/secrets.ts'
import type { CertificateAuthority } from './a-ca.ts'

const ADDRESS = '127.0.0.1'

/** The proxy stands before Spoor is started: its address is what Spoor is registered with at the provider. */
export interface PlaceOverTls {
  readonly origin: string
  readonly dataDir: string
  /** Where its secrets are put in place; it has no others. */
  readonly vault: string
  /** The public part of the key with which Spoor proves who it is. */
  readonly publicKey: JWK
  /** Starts Spoor and resolves when it is ready. @throws with what it said when it ended instead. */
  readonly start: (environment: Readonly<Record<string, string>>) => Promise<void>
  /** Lines of its log that are no requests, oldest first. */
  readonly noted: () => readonly string[]
  /** The whole log. */
  readonly logged: () => string
  readonly close: () => Promise<void>
}

export async function aPlaceOverTls(ca: CertificateAuthority): Promise<PlaceOverTls> {
  const dataDir = mkdtempSync(join(tmpdir(), 'spoor-tls-'))
  const port = await freePort()
  const proxy = createServer(await ca.issue(ADDRESS), (request, response) => {
    const { method, url: path, headers } = request
    const onward = requestOver({ host: ADDRESS, port, method, path, headers, ca: ca.cert }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    onward.on('error', () => response.destroy())
    request.pipe(onward)
  }).listen(0, ADDRESS)
  await once(proxy, 'listening')
  const origin = `https://${ADDRESS}:${(proxy.address() as AddressInfo).port}`
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  writeFileSync(join(dataDir, 'client.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }), {
    mode: 0o600,
  })
  writeFileSync(join(dataDir, 'ca.pem'), ca.cert)
  // As systemd gives them (LoadCredential): in a folder of their own.
  const vault = mkdtempSync(join(tmpdir(), 'spoor-vault-'))
  makeSecrets({ dataDir, secretsDir: vault })
  const own = await ca.issue(ADDRESS)
  writeFileSync(join(dataDir, 'tls.pem'), own.cert)
  writeFileSync(join(dataDir, 'tls.key'), own.key, { mode: 0o600 })
  const logged = () => readFileSync(join(dataDir, 'server.log'), 'utf8')
  let stop = async () => {}
  return {
    origin,
    dataDir,
    vault,
    publicKey: publicKey.export({ format: 'jwk' }) as JWK,
    async start(environment) {
      const child = spawn(process.execPath, ['src/cli/main.ts', 'serve'], {
        env: {
          PATH: process.env.PATH,
          PORT: String(port),
          PUBLIC_URL: origin,
          CREDENTIALS_DIRECTORY: vault,
          TLS_CERT_FILE: join(dataDir, 'tls.pem'),
          TLS_KEY_FILE: join(dataDir, 'tls.key'),
          SPOOR_DATA: dataDir,
          NODE_EXTRA_CA_CERTS: join(dataDir, 'ca.pem'),
          OIDC_CLIENT_KEY_FILE: join(dataDir, 'client.pem'),
          ...environment,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      const ended = once(child, 'exit')
      stop = async () => {
        if (child.exitCode === null) child.kill('SIGTERM')
        await ended
      }
      let said = ''
      child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
      await new Promise<void>((resolve, reject) => {
        child.stdout.on('data', (chunk: Buffer) => {
          said += chunk.toString()
          if (said.includes(`ready ${origin}\n`)) resolve()
        })
        child.on('exit', () => reject(new Error(`ended before it was ready: ${said}`)))
      })
    },
    logged,
    noted: () =>
      logged()
        .split('\n')
        .filter((line) => line !== '' && !('route' in (JSON.parse(line) as object))),
    async close() {
      await stop()
      proxy.closeAllConnections()
      proxy.close()
      for (const folder of [dataDir, vault]) rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function freePort(): Promise<number> {
  const probe = createPlainServer().listen(0, ADDRESS)
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  await new Promise((done) => probe.close(done))
  return port
}
