import { join, relative } from 'node:path'
import ts from 'typescript'

/** What stands for a value in a message. */
export const HOLE = '<…>'

export interface SourceMessage {
  /** With `HOLE` where a value is. */
  readonly text: string
  /** Where it is made, as `src/cli/main.ts:12`. */
  readonly place: string
}

const ERRORS = /(?:Error|Refusal)$/
/** Properties whose texts are printed as they are. */
const PRINTED = new Set(['reason', 'unawaited'])
const WARNINGS = /^console\.(?:warn|error)$/
/** A pattern with fewer words of its own is only a frame for another message. */
const LEAST_WORDS = 2
const DEEPEST = 12

/**
 * The messages that the sources can print: the texts of all `new …Error(…)`, of reasons and of warnings, with constants, conditions,
 * functions and parameters followed to where a text is written down.
 */
export function sourceMessages(root: string): SourceMessage[] {
  const program = programOf(root)
  const checker = program.getTypeChecker()
  const files = program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(join(root, 'src/')))
  const calls = callsByName(files)

  const declarationOf = (node: ts.Node): ts.Declaration | undefined => {
    const symbol = checker.getSymbolAtLocation(node)
    if (!symbol) return undefined
    const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
    return target.valueDeclaration
  }

  const textsOf = (node: ts.Expression | undefined, depth = 0): readonly string[] => {
    if (!node || depth > DEEPEST) return [HOLE]
    const inner = (each: ts.Expression | undefined): readonly string[] => textsOf(each, depth + 1)
    if (ts.isStringLiteralLike(node)) return [node.text]
    if (ts.isTemplateExpression(node)) return [templateText(node, inner)]
    if (ts.isConditionalExpression(node)) return [...inner(node.whenTrue), ...inner(node.whenFalse)]
    if (ts.isBinaryExpression(node)) return binaryTexts(node, inner)
    if (isWrapper(node)) return inner(node.expression)
    if (ts.isElementAccessExpression(node)) return tableTexts(node, inner)
    if (ts.isCallExpression(node)) return returned(declarationOf(node.expression), inner)
    if (ts.isIdentifier(node)) return node.text === 'undefined' ? [] : named(declarationOf(node), inner)
    return [HOLE]
  }

  const callsOf = (called: ts.SignatureDeclaration): readonly ts.CallExpression[] =>
    (calls.get(nameOf(called)) ?? []).filter(({ expression }) => {
      const declaration = declarationOf(expression)
      return declaration === called || (declaration && called.parent === declaration)
    })

  const named = (declaration: ts.Declaration | undefined, inner: Texts): readonly string[] => {
    if (declaration && ts.isVariableDeclaration(declaration)) return inner(declaration.initializer)
    if (!declaration || !ts.isParameter(declaration)) return [HOLE]
    const parent = declaration.parent as ts.SignatureDeclaration
    const given = callsOf(parent)
    const index = parent.parameters.indexOf(declaration)
    return given.length === 0
      ? [HOLE]
      : given.flatMap(({ arguments: all }) => inner(all?.[index] ?? declaration.initializer))
  }

  const tableTexts = (node: ts.ElementAccessExpression, inner: Texts): readonly string[] => {
    const declaration = declarationOf(node.expression)
    const table = declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined
    if (!table || !ts.isObjectLiteralExpression(table)) return [HOLE]
    return table.properties.flatMap((each) => (ts.isPropertyAssignment(each) ? inner(each.initializer) : [HOLE]))
  }

  const templateText = ({ head, templateSpans }: ts.TemplateExpression, inner: Texts): string =>
    head.text + templateSpans.map(({ expression, literal }) => constantText(expression, inner) + literal.text).join('')

  /** Of a value that is the same wherever it is printed; else a hole. */
  const constantText = (node: ts.Expression, inner: Texts): string => {
    const declaration = ts.isIdentifier(node) ? declarationOf(node) : undefined
    const value = declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined
    if (!value || !(ts.isStringLiteralLike(value) || ts.isTemplateExpression(value))) return HOLE
    return inner(value)[0] ?? HOLE
  }

  const found = new Map<string, SourceMessage>()
  const take = (node: ts.Expression | undefined): void => {
    if (!node) return
    const file = node.getSourceFile()
    const { line } = file.getLineAndCharacterOfPosition(node.getStart())
    for (const raw of textsOf(node)) {
      const text = raw
        .replaceAll(/(?:<…>)+/g, HOLE)
        .replaceAll(/\s+/g, ' ')
        .trim()
      if (wordsOf(text) < LEAST_WORDS || found.has(text)) continue
      found.set(text, { text, place: `${relative(root, file.fileName)}:${line + 1}` })
    }
  }
  const visit = (node: ts.Node): void => {
    if (ts.isNewExpression(node) && ERRORS.test(node.expression.getText())) node.arguments?.slice(0, 2).forEach(take)
    if (ts.isCallExpression(node) && WARNINGS.test(node.expression.getText())) take(node.arguments[0])
    if (ts.isPropertyAssignment(node) && PRINTED.has(node.name.getText())) take(node.initializer)
    if (ts.isShorthandPropertyAssignment(node) && PRINTED.has(node.name.text)) {
      const declaration = checker.getShorthandAssignmentValueSymbol(node)?.valueDeclaration
      if (declaration && ts.isVariableDeclaration(declaration)) take(declaration.initializer)
    }
    ts.forEachChild(node, visit)
  }
  files.forEach(visit)
  return [...found.values()]
}

type Texts = (node: ts.Expression | undefined) => readonly string[]

function programOf(root: string): ts.Program {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root)
  const names = ts.sys.readDirectory(join(root, 'src'), ['.ts'], ['**/*.d.ts'])
  return ts.createProgram(names, { ...options, noEmit: true, types: ['node'] })
}

function callsByName(files: readonly ts.SourceFile[]): Map<string, ts.CallExpression[]> {
  const calls = new Map<string, ts.CallExpression[]>()
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
      const name = node.expression.text
      calls.set(name, [...(calls.get(name) ?? []), node])
    }
    ts.forEachChild(node, visit)
  }
  files.forEach(visit)
  return calls
}

const nameOf = (called: ts.SignatureDeclaration): string =>
  (called.name ?? (ts.isVariableDeclaration(called.parent) ? called.parent.name : undefined))?.getText() ?? ''

const isWrapper = (node: ts.Expression): node is ts.ParenthesizedExpression | ts.AsExpression | ts.AwaitExpression =>
  ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isAwaitExpression(node)

function binaryTexts({ left, right, operatorToken: { kind } }: ts.BinaryExpression, inner: Texts): readonly string[] {
  if (kind === ts.SyntaxKind.PlusToken) return inner(left).flatMap((each) => inner(right).map((end) => each + end))
  const isChoice = kind === ts.SyntaxKind.QuestionQuestionToken || kind === ts.SyntaxKind.BarBarToken
  return isChoice ? [...inner(left), ...inner(right)] : [HOLE]
}

/** What a function of the sources returns. */
function returned(declaration: ts.Declaration | undefined, inner: Texts): readonly string[] {
  const value = declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : declaration
  if (!value || !ts.isFunctionLike(value) || !('body' in value) || !value.body) return [HOLE]
  if (value.getSourceFile().isDeclarationFile) return [HOLE]
  if (!ts.isBlock(value.body)) return inner(value.body)
  const texts: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) return
    if (ts.isReturnStatement(node)) texts.push(...inner(node.expression))
    else ts.forEachChild(node, visit)
  }
  ts.forEachChild(value.body, visit)
  return texts
}

const wordsOf = (text: string): number => text.match(/[A-Za-z]{2,}/g)?.length ?? 0
