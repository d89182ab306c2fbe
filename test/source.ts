// Reads the repository as text and as syntax, for the tests of the house itself.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import ts from 'typescript'

const SKIPPED_FOLDERS = [
  'node_modules',
  'dist',
  'test-results',
  'playwright-report',
  'coverage',
  '.git',
  '.spoor',
]

/** Every file below a folder, as a path from the root of the repository, in order. A folder that is not there has none. */
export function filesBelow(folder: string): readonly string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return SKIPPED_FOLDERS.includes(entry.name) ? [] : filesBelow(path)
      return entry.isFile() ? [path] : []
    })
}

export function isCode(path: string): boolean {
  return /\.(ts|tsx|mts|mjs)$/.test(path)
}

/** Tests and configuration files may import what they need; the floor plan is about the rest. */
export function isProductCode(path: string): boolean {
  return isCode(path) && !/\.(test|config)\.tsx?$/.test(path) && !path.endsWith('.d.ts')
}

export interface Import {
  readonly file: string
  readonly line: number
  readonly specifier: string
  /** Erased before it runs: `import type`, `export type … from`, or only names marked `type`. */
  readonly typeOnly: boolean
}

/** What a dynamic import brings in cannot be read when it is no plain text. */
export const UNREADABLE = '(computed)'

/** Every import of a file: `import … from`, `export … from`, `import('…')`, also of types only. */
export function importsOf(file: string, text = readFileSync(file, 'utf8')): readonly Import[] {
  const source = parse(file, text)
  const found: Import[] = []
  const add = (node: ts.Node, specifier: ts.Node | undefined, typeOnly: boolean) =>
    found.push({
      file,
      line: lineOf(source, node),
      specifier: specifier && ts.isStringLiteralLike(specifier) ? specifier.text : UNREADABLE,
      typeOnly,
    })
  walk(source, (node) => {
    if (ts.isImportDeclaration(node)) add(node, node.moduleSpecifier, importsTypesOnly(node))
    if (ts.isExportDeclaration(node) && node.moduleSpecifier)
      add(node, node.moduleSpecifier, exportsTypesOnly(node))
    if (ts.isImportTypeNode(node)) {
      add(node, ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined, true)
    }
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node, node.arguments[0], false)
    }
  })
  return found
}

function importsTypesOnly({ importClause }: ts.ImportDeclaration): boolean {
  if (!importClause) return false
  if (importClause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true
  const names = importClause.namedBindings
  return !importClause.name && !!names && ts.isNamedImports(names) && allTypes(names.elements)
}

function exportsTypesOnly(node: ts.ExportDeclaration): boolean {
  if (node.isTypeOnly) return true
  return !!node.exportClause && ts.isNamedExports(node.exportClause) && allTypes(node.exportClause.elements)
}

function allTypes(names: readonly (ts.ImportSpecifier | ts.ExportSpecifier)[]): boolean {
  return names.length > 0 && names.every((name) => name.isTypeOnly)
}

/** The file that a relative or `#room/` specifier means, from the root of the repository; undefined for a package. */
export function targetOf({ file, specifier }: Pick<Import, 'file' | 'specifier'>): string | undefined {
  if (specifier.startsWith('.')) return posix.join(dirname(file), specifier)
  const inside = /^#([a-z]+)\/(.+)$/.exec(specifier)
  return inside ? `src/${inside[1]}/${inside[2]}` : undefined
}

export interface Place {
  readonly file: string
  readonly line: number
  readonly what: string
}

/** Where a file asks the machine for the time or for chance. Comments and strings do not count. */
export function clockAndChance(file: string, text = readFileSync(file, 'utf8')): readonly Place[] {
  const source = parse(file, text)
  const found: Place[] = []
  walk(source, (node) => {
    const what = asksForClockOrChance(node)
    if (what !== undefined) found.push({ file, line: lineOf(source, node), what })
  })
  return found
}

function asksForClockOrChance(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node)) {
    const call = `${node.expression.getText()}.${node.name.text}`
    return ['Date.now', 'Math.random', 'Temporal.Now'].includes(call) ? call : undefined
  }
  if (ts.isIdentifier(node)) return node.text === 'randomUUID' ? node.text : undefined
  if (ts.isNewExpression(node) && node.expression.getText() === 'Date') {
    return (node.arguments ?? []).length === 0 ? 'new Date()' : undefined
  }
  return ts.isCallExpression(node) && node.expression.getText() === 'Date' ? 'Date()' : undefined
}

/** Names of the interfaces and types that a file exports. */
export function exportedTypes(file: string, text = readFileSync(file, 'utf8')): readonly string[] {
  return parse(file, text)
    .statements.filter((node) => ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node))
    .filter((node) => node.modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword))
    .map((node) => node.name.text)
}

/** Whether a file has a default export. */
export function hasDefaultExport(file: string, text = readFileSync(file, 'utf8')): boolean {
  let found = false
  walk(parse(file, text), (node) => {
    if (ts.isExportAssignment(node)) found = true
    if (ts.isExportSpecifier(node) && node.name.text === 'default') found = true
    if (node.kind === ts.SyntaxKind.DefaultKeyword && !ts.isDefaultClause(node.parent)) found = true
  })
  return found
}

function parse(file: string, text: string): ts.SourceFile {
  const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS
  return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, kind)
}

function walk(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node)
  ts.forEachChild(node, (child) => walk(child, see))
}

function lineOf(source: ts.SourceFile, node: ts.Node): number {
  return source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1
}
