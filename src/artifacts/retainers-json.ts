import type { Explanation } from '../explain/explanation.ts'
import { pathFrom } from '../report/place.ts'

/** The version of what is written: it changes when a field does. */
const VERSION = 1

/**
 * The explanation as `retainers.json`, see docs/retainers-json.md. Files are relative to the root, lines and columns those of the
 * source.
 *
 * @returns nothing where there is no explanation
 */
export function retainersJson(
  explanation: Explanation | undefined,
  { root, testFile, testName }: { readonly root: string; readonly testFile: string; readonly testName: string },
): string | undefined {
  if (!explanation || 'reason' in explanation) return undefined
  const place = (file: string): string => (file === '' ? '' : pathFrom(root, file))
  const sites = explanation.sites.map(({ frame, holders, ...site }) => ({
    function: frame.functionName,
    file: place(frame.file),
    line: frame.line,
    column: frame.column,
    ...site,
    holders: holders.map((holder) => ({ ...holder, root: { ...holder.root, file: place(holder.root.file) } })),
  }))
  const file = { version: VERSION, test: testName, testFile: place(testFile), calls: explanation.calls, sites }
  return `${JSON.stringify(file, null, 2)}\n`
}
