import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** A fault in the source: this text, which occurs once, becomes that. */
export interface Patch {
  readonly file: string
  readonly find: string
  readonly replace: string
}

const ROOT = join(import.meta.dirname, '..', '..')
const planted = new Map<string, Patch>()

// A module that is asked for by `?mutant=…`, and every module of ours that it imports, is loaded anew under that name;
// the one file of the mutant with its fault. Nothing is written, and the others stay as they are.
registerHooks({
  resolve(specifier, context, next) {
    const resolved = next(specifier, context)
    const mutant = context.parentURL && new URL(context.parentURL).searchParams.get('mutant')
    const ours = resolved.url.startsWith(pathToFileURL(ROOT).href) && !resolved.url.includes('/node_modules/')
    if (!mutant || !ours || resolved.url.includes('?')) return resolved
    return { ...resolved, url: `${resolved.url}?mutant=${mutant}` }
  },
  load(url, context, next) {
    const { searchParams, pathname } = url.startsWith('file:')
      ? new URL(url)
      : { searchParams: null, pathname: '' }
    const patch = planted.get(searchParams?.get('mutant') ?? '')
    if (!patch || fileURLToPath(pathToFileURL(pathname)) !== join(ROOT, patch.file)) return next(url, context)
    return { format: 'module-typescript', source: patched(patch), shortCircuit: true }
  },
})

/** The source with the fault in it. @throws when its text does not occur exactly once: the mutant is out of date. */
export function patched({ file, find, replace }: Patch): string {
  const source = readFileSync(join(ROOT, file), 'utf8')
  const times = source.split(find).length - 1
  if (times !== 1) throw new Error(`${file} has ${times} times: ${find}`)
  return source.replace(find, () => replace)
}

/** Loads a module of test/ or src/ with the fault planted in all that it reaches. */
export async function withFault<T>(name: string, patch: Patch, module: string): Promise<T> {
  patched(patch)
  planted.set(name, patch)
  const url = `${pathToFileURL(join(ROOT, module)).href}?mutant=${name}`
  return (await import(url)) as T
}
