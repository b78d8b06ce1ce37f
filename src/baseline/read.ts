import { readFileSync } from 'node:fs'
import { MeasurementError } from '../measure/errors.ts'
import { pathFrom } from '../report/place.ts'
import { type Baseline, emptyBaseline } from './baseline.ts'
import { parseBaseline } from './parse.ts'

/**
 * The baselines in a file; none where there is no file.
 *
 * @param root messages name the file from there
 * @throws MeasurementError a file that cannot be read or understood, in one sentence
 */
export function readBaseline(path: string, root: string): Baseline {
  const text = textOf(path, root)
  return text === undefined ? emptyBaseline : parseBaseline(text, pathFrom(root, path))
}

function textOf(path: string, root: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return undefined
    throw new MeasurementError(
      `the heap baseline ${pathFrom(root, path)} cannot be read (${code ?? message}): make it a file that can be`,
    )
  }
}
