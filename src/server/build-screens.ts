import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const SOURCE = fileURLToPath(new URL('../web', import.meta.url))
const BUILT = fileURLToPath(new URL('../../dist/web', import.meta.url))

/**
 * The folder of the built screens, built first when they are not there or older than their source. Undefined when
 * this checkout has no screens.
 */
export async function builtScreens(log: (line: string) => void): Promise<string | undefined> {
  const page = join(BUILT, 'index.html')
  if (!existsSync(join(SOURCE, 'index.html'))) return existsSync(page) ? BUILT : undefined
  if (existsSync(page) && statSync(page).mtimeMs >= newestIn(SOURCE)) return BUILT
  log('building the screens (the first time only)')
  // Loaded only now: a start without it takes a second less.
  const { build } = await import('vite')
  await build({ root: SOURCE, logLevel: 'error' })
  return BUILT
}

function newestIn(folder: string): number {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  const times = entries.map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs)
  return Math.max(...times)
}
