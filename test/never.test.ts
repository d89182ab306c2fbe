// What the code of Spoor never does, looked for in its text: whole kinds of weakness that cannot be there.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { filesBelow, importsOf, isProductCode } from './source.ts'

const files = filesBelow('src').filter(isProductCode)

interface Ban {
  readonly what: string
  readonly pattern: RegExp
  /** A line that would be found, cut in two so that it is not found here. */
  readonly example: readonly [string, string]
  /** Where it may stand, and why it does no harm there. */
  readonly but?: Readonly<Record<string, string>>
}

const BANS: readonly Ban[] = [
  {
    what: 'runs a text as code',
    pattern: /\beval\(|new Function\(|\bvm\.(?:run|compile)/,
    example: ['ev', 'al(x)'],
  },
  {
    what: 'runs a command through a shell',
    pattern: /\bexec(?:Sync)?\(\s*[`'"]|shell:\s*true/,
    example: ['exec', 'Sync(`ls ${x}`)'],
  },
  {
    what: 'writes HTML from a text',
    pattern: /dangerouslySetInnerHTML|\.(?:inner|outer)HTML\b|insertAdjacentHTML|document\.write/,
    example: ['node.inner', 'HTML = x'],
  },
  {
    what: 'makes a pattern from what somebody typed',
    pattern: /new RegExp\((?!`\^\$\{API_ROOT\})/,
    example: ['new Reg', 'Exp(x)'],
  },
  {
    what: 'puts a text into SQL as it is',
    pattern: /sql\.raw\(|sql\.lit\(/,
    example: ['sql.r', 'aw(x)'],
    but: {
      'src/store/imports.ts': 'names of columns, a constant of ours',
      'src/store/retention.ts': 'names of columns, a constant of ours',
      'src/store/migrate.ts': 'migrations, which come with Spoor',
    },
  },
  {
    what: 'puts a value into the SQL of the driver',
    pattern: /\.query\(\s*`[^`]*\$\{/,
    example: ['client.query(`select', ' ${x}`)'],
    but: {
      'src/store/logins.ts': 'names of our own logins; a verifier in base64 of our own making',
      'src/store/migrate.ts': 'the name of the database, quoted by PostgreSQL itself',
      'src/store/retention-law.ts': 'the name of a table, a constant of ours',
      'src/store/testing.ts': 'only in tests',
      'src/store/embedded/launch.ts': 'a constant of ours',
      'src/check/rows.ts': 'queries of our own, constants',
      'src/check/audit-rows.ts': 'a query of our own, a constant',
    },
  },
  {
    what: 'keeps something in the browser',
    pattern: /\b(?:localStorage|sessionStorage|indexedDB|document\.cookie|caches)\b/,
    example: ['local', 'Storage.setItem(x, y)'],
    but: {
      'src/web/shared/text.ts': 'the language, nl or en',
      'src/web/shared/keys.ts': 'whether single keys work, on or off',
    },
  },
  {
    what: 'talks with other windows',
    pattern: /window\.(?:opener|parent|top)\b|addEventListener\(\s*'message'|\bWebSocket\(|RTCPeerConnection/,
    example: ['window.', 'opener'],
  },
  {
    what: 'uses a weak hash, cipher or chance',
    pattern: /create(?:Hash|Hmac)\('(?!sha256')|createCipher|createDecipher|Math\.random|pseudoRandomBytes/,
    example: ['create', "Hash('md5')"],
  },
  {
    what: 'lets anybody in as the other side of TLS',
    pattern:
      /rejectUnauthorized|checkServerIdentity|minVersion(?!: 'TLSv1\.[23]')|secureProtocol|insecureHTTPParser/,
    example: ['reject', 'Unauthorized: false'],
  },
  {
    what: 'compares a secret in a time that tells how much was right',
    pattern: /(?:hash|csrf|token|password|key)(?:Hash)?\s*===\s*(?:given|sent|their)/i,
    example: ['token ', '=== given'],
  },
  { what: 'compares loosely', pattern: /[^=!]==[^=]|!=[^=]/, example: ['if (a =', '= b)'] },
]

describe('no code of Spoor', () => {
  test.each(BANS)('$what', ({ pattern, but = {} }) => {
    const places = files.filter((file) => pattern.test(codeOf(file)))
    expect(places.filter((file) => !(file in but))).toEqual([])
    const needless = Object.keys(but).filter((file) => !places.includes(file) && isProductCode(file))
    expect(needless, 'no longer needed here').toEqual([])
  })

  test.each(BANS)('$what: an example is found', ({ pattern, example }) => {
    expect(pattern.test(example.join(''))).toBe(true)
  })
})

/** Without comments and, line by line, without what stands in a text of one line that is no template. */
function codeOf(file: string): string {
  return readFileSync(file, 'utf8')
    .replaceAll(/\/\*[^]*?\*\//g, '')
    .split('\n')
    .map((line) => line.replace(/(^|\s)\/\/.*$/, ''))
    .join('\n')
}

test('no package speaks a language in which an attacker could answer: XML, LDAP, mail, GraphQL, templates, YAML with types', () => {
  const SPOKEN =
    /xml|ldap|nodemailer|smtp|imap|graphql|handlebars|mustache|ejs|pug|nunjucks|memcache|latex|websocket|^ws$|serialize-javascript|marked|markdown/i
  const named = files.flatMap((file) => importsOf(file)).map(({ specifier }) => specifier)
  expect(named.length).toBeGreaterThan(500)
  expect(named.filter((specifier) => !/^[#.]/.test(specifier) && SPOKEN.test(specifier))).toEqual([])
})

test('nobody is asked for a password, in no shape, screen or table', () => {
  const places = [
    ...filesBelow('src/contract'),
    ...filesBelow('src/web').filter((file) => /\.(?:tsx?|json)$/.test(file)),
    join('migrations', 'schema.sql'),
  ]
  const asks = /type="password"|\bpassword\b|\bwachtwoord\b|secret_question/i
  expect(places.filter((file) => asks.test(readFileSync(file, 'utf8')))).toEqual([])
})
