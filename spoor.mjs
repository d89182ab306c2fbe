#!/usr/bin/env node
// Starts the command line on a Node that reads TypeScript as it stands: the one that npm installed beside us when
// the machine's own is older. Signals go through, so that Ctrl-C stops the child cleanly.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const [major, minor] = process.versions.node.split('.').map(Number)
const entry = fileURLToPath(new URL('./src/cli/main.ts', import.meta.url))

if (major > 22 || (major === 22 && minor >= 18)) {
  await import(entry)
} else {
  const node = fileURLToPath(new URL('./node_modules/.bin/node', import.meta.url))
  if (!existsSync(node)) {
    console.error('spoor: Node 22.18 or newer is needed; run `npm ci` in this folder, which brings one.')
    process.exit(2)
  }
  const child = spawn(node, [entry, ...process.argv.slice(2)], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => (signal ? process.kill(process.pid, signal) : process.exit(code ?? 1)))
}
