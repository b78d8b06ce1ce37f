import ts from 'typescript'

/** What a fragment may use without importing it, by module. */
const SOURCES: Readonly<Record<string, readonly string[]>> = {
  vitest: ['expect', 'test', 'vi'],
  'vitest/config': ['defineConfig'],
  'node:fs': ['readFileSync'],
  'node:http': ['createServer'],
  'vitest-leak/http': ['heapProfiles'],
  './surroundings.ts': [
    'app',
    'buildIndex',
    'docs',
    'handleRequest',
    'openSession',
    'page',
    'parse',
    'query',
    'queue',
    'render',
    'Session',
    'session',
    'text',
    'user',
  ],
}

/** An example as a module of its own: with imports of the names that it uses and a reader knows from before, and of `leak`. */
export function exampleModule(example: string): string {
  const code = example.replaceAll('{ … }', '{}')
  const { used, declared } = namesIn(code)
  const missing = (name: string): boolean => used.has(name) && !declared.has(name)
  const imports = Object.entries(SOURCES).flatMap(([module, names]) => {
    const needed = names.filter(missing)
    return needed.length > 0 ? [`import { ${needed.join(', ')} } from '${module}'`] : []
  })
  if (missing('leak')) imports.push("import leak from 'vitest-leak'")
  return `${[...imports, code.trimEnd(), 'export {}'].join('\n')}\n`
}

function namesIn(code: string): { used: Set<string>; declared: Set<string> } {
  const [used, declared] = [new Set<string>(), new Set<string>()]
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      const { parent } = node
      const isMember =
        (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
        (ts.isPropertyAssignment(parent) && parent.name === node)
      const isDeclared =
        ts.isImportSpecifier(parent) ||
        ts.isImportClause(parent) ||
        ts.isNamespaceImport(parent) ||
        ts.isBindingElement(parent) ||
        ((ts.isVariableDeclaration(parent) ||
          ts.isParameter(parent) ||
          ts.isFunctionDeclaration(parent) ||
          ts.isClassDeclaration(parent)) &&
          parent.name === node)
      if (isDeclared) declared.add(node.text)
      else if (!isMember) used.add(node.text)
    }
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile('example.ts', code, ts.ScriptTarget.Latest, true))
  return { used, declared }
}
