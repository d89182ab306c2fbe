// Run after every `npm install` (npm run parts does): completes package-lock.json with the optional packages for other
// platforms that a registry mirror may not serve. Without those entries `npm ci` refuses the lock file; with them
// it skips what does not fit this platform.
import { readFileSync, writeFileSync } from 'node:fs'

const PATH = 'package-lock.json'
const OS = [
  'android',
  'darwin',
  'freebsd',
  'win32',
  'openharmony',
  'linux',
  'sunos',
  'aix',
  'openbsd',
  'netbsd',
]
const CPU = ['arm64', 'x64', 'ia32', 'ppc64', 'riscv64', 's390x', 'arm', 'loong64', 'wasm32']

const lock = JSON.parse(readFileSync(PATH, 'utf8'))
let added = 0
for (const [holder, entry] of Object.entries(lock.packages)) {
  if (holder === '') continue
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    const key = `node_modules/${name}`
    if (lock.packages[key] || lock.packages[`${holder}/${key}`]) continue
    const leaf = name.split('/').pop()
    const os = OS.find((word) => leaf.includes(word))
    const cpu = CPU.find((word) => leaf.includes(word))
    if (!os || !cpu) {
      console.log(`left as it is: ${name}`)
      continue
    }
    lock.packages[key] = {
      version: range.replace(/^[\^~]/, ''),
      cpu: [cpu],
      ...(leaf.includes('musl') ? { libc: ['musl'] } : {}),
      ...(entry.dev ? { dev: true } : {}),
      optional: true,
      os: [os],
    }
    added++
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)))
writeFileSync(PATH, `${JSON.stringify(lock, null, 2)}\n`)
console.log(`completed ${added} entries`)
