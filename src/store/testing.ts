import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import pg from 'pg'
import { type Database, openDatabase } from './database.ts'
import { startEmbedded } from './embedded/launch.ts'
import { codeOf } from './faults.ts'
import { type Login, loginUrl } from './logins.ts'
import { admitLogins, migrate } from './migrate.ts'
import { MIGRATIONS_DIR, migrationsHash, readMigrations } from './migration-files.ts'

/** Names the socket at which the test run's main process hands out its database server. */
export const SERVER_VARIABLE = 'SPOOR_TEST_SERVER'

/** One database server for a whole test run, with a migrated template in it. */
export interface TestServer {
  /** Of the server's maintenance database. */
  readonly ownerUrl: string
  readonly secretsDir: string
  readonly template: string
}

/** A database of a test file's own: migrated, empty, gone after `drop()`. */
export interface TestDatabase {
  /** For what the owner does: migrations, and looking behind the wall in an assertion. */
  readonly ownerUrl: string
  readonly secretsDir: string
  readonly url: (login: Login) => string
  /** A pool with Kysely for this login; the same one every time. */
  readonly as: (login: Login | 'owner') => Database
  /** Closes the pools and drops the database. */
  readonly drop: () => Promise<void>
}

let ours: Promise<TestServer> | undefined
let made = 0

/** A fresh migrated database, in about 50 ms. Call `drop()` in afterAll. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = await (ours ??= findServer())
  const name = `test_${process.pid}_${made++}`
  await copyTemplate(server, name)
  const ownerUrl = withDatabase(server.ownerUrl, name)
  await asOwner(ownerUrl, admitLogins)
  const url = (login: Login) => loginUrl(ownerUrl, login, server.secretsDir)
  const open = new Map<string, Database>()
  return {
    ownerUrl,
    secretsDir: server.secretsDir,
    url,
    as(login) {
      const found = open.get(login)
      if (found) return found
      const options = { max: 8, applicationName: `test ${login}` }
      const database = openDatabase(login === 'owner' ? ownerUrl : url(login), options)
      open.set(login, database)
      return database
    },
    async drop() {
      await Promise.all([...open.values()].map((database) => database.close()))
      open.clear()
      await asOwner(server.ownerUrl, (client) => client.query(`drop database if exists ${name} with (force)`))
    },
  }
}

/** The main process's server when there is one; else (a script, a single test in a debugger) one of our own. */
async function findServer(): Promise<TestServer> {
  const socketPath = process.env[SERVER_VARIABLE]
  if (!socketPath) {
    const own = await startTestServer()
    process.once('beforeExit', () => void own.stop())
    return own.server
  }
  const socket = connect(socketPath)
  const answer = JSON.parse(await text(socket)) as TestServer | { readonly fault: string }
  if ('fault' in answer) throw new Error(answer.fault)
  return answer
}

/**
 * Starts a server in a folder of its own below the system's temporary folder, with the template in it. It stops with
 * this process. With SPOOR_TEST_DATABASE_URL (an owner's URL) that server is used instead, to test on another
 * version of PostgreSQL.
 */
export async function startTestServer(): Promise<{
  readonly server: TestServer
  readonly stop: () => Promise<void>
}> {
  const folder = mkdtempSync(join(tmpdir(), 'spoor-database-'))
  const given = process.env.SPOOR_TEST_DATABASE_URL
  const embedded = given
    ? { ownerUrl: given, stop: async () => undefined }
    : await startEmbedded({ dataDir: folder, durable: false, log: () => undefined })
  const stop = async () => {
    await embedded.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const secretsDir = join(folder, 'secrets')
    const template = await makeTemplate(embedded.ownerUrl, secretsDir)
    return { server: { ownerUrl: embedded.ownerUrl, secretsDir, template }, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Its name follows the migrations' content, so that a server that outlives a change makes a new one. */
async function makeTemplate(ownerUrl: string, secretsDir: string): Promise<string> {
  const template = `spoor_template_${migrationsHash(readMigrations(MIGRATIONS_DIR)).slice(0, 12)}`
  await asOwner(ownerUrl, async (client) => {
    await client.query(`drop database if exists ${template} with (force)`)
    await client.query(`create database ${template} template template0 encoding 'UTF8' locale 'C.UTF-8'`)
  })
  await migrate(withDatabase(ownerUrl, template), secretsDir)
  return template
}

async function copyTemplate(server: TestServer, name: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await asOwner(server.ownerUrl, (client) =>
        client.query(`create database ${name} template ${server.template}`),
      )
      return
    } catch (error) {
      // 55006: somebody is still connected to the template, or copies it at this moment.
      if (codeOf(error) !== '55006' || attempt === 50) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

/** Hands the server out at a socket, starting it for the first who asks: a run without a database test starts none. */
export async function offerTestServer(): Promise<{
  readonly path: string
  readonly stop: () => Promise<void>
}> {
  const folder = mkdtempSync(join(tmpdir(), 'spoor-offer-'))
  const path = join(folder, 'socket')
  let started: ReturnType<typeof startTestServer> | undefined
  const desk = createServer((socket) => {
    socket.on('error', () => undefined)
    started ??= startTestServer()
    started.then(
      ({ server }) => socket.end(JSON.stringify(server)),
      (error) => socket.end(JSON.stringify({ fault: `the test database did not start: ${error}` })),
    )
  }).listen(path)
  await once(desk, 'listening')
  return {
    path,
    async stop() {
      desk.close()
      await (await started?.catch(() => undefined))?.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function withDatabase(ownerUrl: string, name: string): string {
  const url = new URL(ownerUrl)
  url.pathname = `/${name}`
  return url.href
}

async function asOwner<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
