import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { mayImport, originOf, PHASE_ORDER, phaseOf, reach, ROOMS, type Room } from './floor-plan.ts'
import { filesBelow, importsOf, isProductCode, targetOf, UNREADABLE, type Import } from './source.ts'

const filesOf = (room: Room) => filesBelow(`src/${room}`).filter(isProductCode)
const importsOfRoom = (room: Room) => filesOf(room).flatMap((file) => importsOf(file))
// A room that nobody has furnished yet has nothing to check; from its first file on it is held to the plan.
const furnished = ROOMS.filter((room) => filesBelow(`src/${room}`).length > 0)

test('every folder under src/ is a room of the plan', () => {
  const folders = readdirSync('src', { withFileTypes: true })
  expect(folders.filter((entry) => !ROOMS.includes(entry.name as Room)).map((entry) => entry.name)).toEqual(
    [],
  )
  expect(furnished).toContain('core')
})

describe.each(furnished)('%s', (room) => {
  test('holds code that this test can read', () => {
    expect(filesOf(room).length).toBeGreaterThan(0)
  })

  test('imports only what the floor plan allows', () => {
    expect(
      importsOfRoom(room)
        .filter((one) => !allowed(room, one))
        .map(described),
    ).toEqual([])
  })

  test('imports only files that exist, by their whole name', () => {
    const targets = importsOfRoom(room).map((one) => ({ one, target: targetOf(one) }))
    const missing = targets.filter(({ target }) => target !== undefined && !existsSync(withoutQuery(target)))
    expect(missing.map(({ one }) => described(one))).toEqual([])
  })

  test('names its own files by relative path, other rooms by #room', () => {
    const wrong = importsOfRoom(room).filter(({ specifier, file }) => {
      const target = targetOf({ file, specifier })
      return specifier.startsWith('.')
        ? !target?.startsWith(`src/${room}/`)
        : specifier.startsWith(`#${room}/`)
    })
    expect(wrong.map(described)).toEqual([])
  })

  test('has no import cycle between its files', () => {
    const edges = edgesOf(filesOf(room))
    expect([...edges.keys()].filter((file) => reach(file, edges).has(file))).toEqual([])
  })
})

test('docs/architecture.md draws this plan', () => {
  const rows = [...readFileSync('docs/architecture.md', 'utf8').matchAll(/^\| `(\w+)` \|.*\| ([^|]+) \|$/gm)]
  const drawn = Object.fromEntries(rows.map(([, room, imports]) => [room, imports]))
  expect(drawn).toEqual(Object.fromEntries(ROOMS.map((room) => [room, inWords(room)])))
})

test('phase order is import order inside process, also by a detour', () => {
  const files = filesOf('process')
  const edges = edgesOf(files)
  expect(backwards(files, edges)).toEqual([])
})

test.each([
  // room       what it imports                                        allowed
  ['core', `import { x } from '#scan/scan.ts'`, false],
  ['core', `import { readFileSync } from 'node:fs'`, false],
  ['core', `import { x } from './time.ts'`, true],
  ['scan', `import { x } from '../core/time.ts'`, true],
  ['scan', `import { x } from '../store/db.ts'`, false],
  ['scan', `export * from '#process/signal.ts'`, false],
  ['scan', `export type { X } from '#core/time.ts'`, true],
  ['scan', `const x = await import('node:fs')`, false],
  ['scan', `const x = await import(name)`, false],
  ['scan', `import '@noble/hashes/sha2.js'`, true],
  ['scan', `import rules from '../../indicators/labour.json' with { type: 'json' }`, false],
  ['process', `let x: import('#store/db.ts').Db`, false],
  ['store', `import { Pool } from 'pg'`, true],
  ['store', `import { Pool } from 'pg-boss'`, false],
  ['server', `import helmet from '@fastify/helmet'`, true],
  ['server', `import { Page } from '#web/app/main.tsx'`, false],
  ['web', `import type { Signal } from '#contract/signal.ts'`, true],
  ['web', `import { type Signal } from '#contract/signal.ts'`, true],
  ['web', `import { signalShape } from '#contract/signal.ts'`, false],
  ['web', `import type { Signal } from '#process/state.ts'`, false],
  ['check', `import type { Day } from '#core/time.ts'`, true],
  ['check', `import { plusDays } from '#core/time.ts'`, false],
  ['check', `import { type Day, plusDays } from '#core/time.ts'`, false],
] as const)('the plan, %s: %s → %s', (room, code, expected) => {
  const [found] = importsOf(`src/${room}/example.ts`, code)
  expect(found && allowed(room, found)).toBe(expected)
})

test('an import in a comment or in a string is no import', () => {
  expect(importsOf('src/core/x.ts', `// import x from 'pg'\nconst s = "import x from 'pg'"`)).toEqual([])
})

test.each([
  ['an earlier phase', { weighing: ['enrichment'] }, []],
  ['a later phase', { enrichment: ['weighing'] }, ['enrichment reaches weighing']],
  ['a later phase by a detour', { signal: ['duty'], duty: ['interview'] }, ['signal reaches interview']],
  ['a file of no phase that imports all', { decide: ['signal', 'investigation'] }, []],
] as const)('phase order, when a file imports %s', (_, graph, expected) => {
  const path = (name: string) => `src/process/${name}.ts`
  const edges = new Map(Object.entries(graph).map(([from, to]) => [path(from), to.map(path)]))
  expect(backwards([...edges.keys()], edges)).toEqual(expected)
})

/** The rooms that a room may import, as the document says it. */
function inWords(room: Room): string {
  const others = ROOMS.filter((other) => other !== room)
  const may = others.filter((other) => mayImport(room, `#${other}`, false))
  const types = others.filter((other) => mayImport(room, `#${other}`, true) && !may.includes(other))
  const never = others.filter((other) => !may.includes(other) && !types.includes(other))
  if (types.length === 0 && never.length <= 2) return `all but ${never.join(' and ')}`
  const parts = [may.join(', '), types.length === 0 ? '' : `of ${types.join(', ')} the types`]
  return parts.filter((part) => part !== '').join('; ') || '–'
}

function allowed(room: Room, one: Import): boolean {
  return one.specifier !== UNREADABLE && mayImport(room, originOf(one.specifier, targetOf(one)), one.typeOnly)
}

function described({ file, line, specifier, typeOnly }: Import): string {
  return `${file}:${line} imports ${specifier}${typeOnly ? ' (types)' : ''}`
}

/** Vite takes `?url`, `?worker` and `?raw` behind a file's name. */
function withoutQuery(target: string): string {
  return target.replace(/\?.*$/, '')
}

function edgesOf(files: readonly string[]): ReadonlyMap<string, readonly string[]> {
  return new Map(
    files.map((file) => [
      file,
      importsOf(file)
        .flatMap((one) => targetOf(one) ?? [])
        .filter((to) => files.includes(to)),
    ]),
  )
}

function backwards(
  files: readonly string[],
  edges: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const order = (file: string) => PHASE_ORDER.indexOf(phaseOf(file) ?? 'signal')
  return files
    .filter((file) => phaseOf(file) !== undefined)
    .flatMap((file) =>
      [...reach(file, edges)]
        .filter((to) => phaseOf(to) !== undefined && order(to) > order(file))
        .map((to) => `${String(phaseOf(file))} reaches ${String(phaseOf(to))}`),
    )
}
