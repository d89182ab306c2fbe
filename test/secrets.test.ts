// No secret is in the repository. What Spoor needs comes from the environment, or from a file that it makes itself.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { filesBelow } from './source.ts'

/** What looks like a secret, with an example in pieces, so that it is not found here. */
const SECRETS: readonly (readonly [what: string, pattern: RegExp, example: readonly string[]])[] = [
  [
    'a private key',
    /-----BEGIN (?:RSA |EC |DSA |OPENSSH |ENCRYPTED |PGP )?PRIVATE KEY(?: BLOCK)?-----\s*[\w+/]{20}/,
    ['-----BEGIN EC ', 'PRIVATE KEY-----\nMHcCAQEEIOnbDQ3sYQkQXyzA'],
  ],
  ['the private half of a JWK', /"d"\s*:\s*"[\w-]{40,}"/, ['"d"', `: "${'aB3-'.repeat(11)}"`]],
  [
    'a JSON Web Token',
    /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}/,
    ['eyJhbGciOiJFUz', `I1NiJ9.eyJzdWIiOiJ4In0.${'x'.repeat(43)}`],
  ],
  ['a token of GitHub', /\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{30,})/, ['ghp', `_${'a1'.repeat(18)}`]],
  ['a token of GitLab', /\bglpat-[\w-]{20}/, ['glpat', `-${'a1'.repeat(10)}`]],
  ['a token of npm', /\bnpm_[A-Za-z0-9]{36}\b|_authToken\s*=/, ['npm', `_${'a1'.repeat(18)}`]],
  ['a key of Amazon', /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/, ['AKIA', 'A1B2C3D4E5F6G7H8']],
  ['a key of Google', /\bAIza[\w-]{35}\b/, ['AIza', 'a1'.repeat(17), 'b']],
  ['a token of Slack', /\bxox[abprs]-[\w-]{10,}/, ['xoxb', '-1234567890-abc']],
  ['a key of a language model', /\bsk-(?:ant-|proj-)?[\w-]{32,}/, ['sk', `-ant-${'a1'.repeat(20)}`]],
  [
    'a long random value under a name that says what it is',
    /(?:secret|token|passw(?:or)?d|wachtwoord|api[_-]?key|private[_-]?key)\w*["']?\s*[:=]\s*["'](?=[\w+/-]*\d)(?=[\w+/-]*[a-z])(?=[\w+/-]*[A-Z])[\w+/-]{24,}={0,2}["']/i,
    ['pass', `word = '${'aB3x'.repeat(8)}'`],
  ],
]

const all = filesBelow('.')
const files = all.filter((file) =>
  /\.(?:tsx?|m?js|json|md|txt|sql|sh|ya?ml|css|html|ndjson|csv|toml|env|pem|key|npmrc)$|^[^.]*$|^\.ci\/run$/.test(
    file,
  ),
)

test('the repository is read', () => {
  expect(files.length).toBeGreaterThan(500)
  expect(files).toContain('package.json')
})

test('no file holds what looks like a secret', () => {
  const found = files.flatMap((file) => {
    const text = readFileSync(file, 'utf8')
    return SECRETS.filter(([, pattern]) => pattern.test(text)).map(([what]) => `${file}: ${what}`)
  })
  expect(found).toEqual([])
})

test.each(SECRETS)('%s is found', (_, pattern, example) => {
  expect(pattern.test(example.join(''))).toBe(true)
})

test('no file with keys or settings of an installation is taken along', () => {
  const own =
    /(?:^|\/)(?:\.env(?:\..+)?|.*\.(?:pem|p12|pfx|key|password|keystore)|id_(?:rsa|ed25519)|\.spoor\/.*)$/
  expect(all.filter((file) => own.test(file))).toEqual([])
  expect(own.test('config/.env.production') && own.test('a/client.pem')).toBe(true)
})
