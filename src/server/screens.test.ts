import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addScreens, isScreen } from './screens.ts'

const app = Fastify()

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'spoor-screens-'))
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'index.html'), '<title>Spoor</title>')
  writeFileSync(join(folder, 'robots.txt'), 'no')
  writeFileSync(join(folder, 'assets', 'index-Bx9_kQ2a.js'), '1')
  await addScreens(app, folder)
  app.setNotFoundHandler((request, reply) =>
    isScreen(request)
      ? reply.header('Cache-Control', 'no-store').sendFile('index.html')
      : reply.code(404).send(''),
  )
})
afterAll(() => app.close())

test.each([
  // what is asked for                     status  how long it is kept
  ['/', 200, 'no-store'],
  ['/index.html', 200, 'no-store'],
  ['/worklist?scope=unit', 200, 'no-store'],
  ['/signals/0d0e1c3a-7c5e-4b1c-9f0e-6a4f1f2b3c4d', 200, 'no-store'],
  ['/assets/index-Bx9_kQ2a.js', 200, 'public, max-age=31536000, immutable'],
  ['/robots.txt', 200, 'no-cache'],
  ['/assets/gone-Bx9_kQ2a.js', 404, undefined],
  ['/assets', 404, undefined],
  ['/gone.css', 404, undefined],
  ['/v1/nothing', 404, undefined],
  ['/auth/nothing', 404, undefined],
  ['/demo-idp/nothing', 404, undefined],
  ['/../package.json', 404, undefined],
  ['/%2e%2e/package.json', 404, undefined],
] as const)('GET %s: %i', async (url, status, kept) => {
  const response = await app.inject({ method: 'GET', url })
  expect(response.statusCode).toBe(status)
  expect(response.headers['cache-control']).toBe(kept)
})

test('a page is only read', async () => {
  expect((await app.inject({ method: 'POST', url: '/worklist' })).statusCode).toBe(404)
})
