import type { Session } from 'node:inspector'
import inspector from 'node:inspector'
import { SourceMap, type SourceMapPayload } from 'node:module'
import { isAbsolute } from 'node:path'
import { fileOfScript } from '../profile/origin.ts'

interface ParsedScript {
  readonly url: string
  readonly sourceMapURL?: string | undefined
}

const DATA_URL = /^data:application\/json[^,]*?(;base64)?,/

/** The latest URL of a map by file, `''` for a script without one. */
const urls = new Map<string, string>()
const maps = new Map<string, SourceMap | undefined>()

/**
 * The source map that stands in a script itself, as V8 knows it. Jest keeps the maps of what it has transformed to itself, and Node only
 * those of modules that it has loaded; but what babel-jest makes ends with one.
 *
 * @param file absolute path of the script
 */
export function scriptSourceMap(file: string): SourceMap | undefined {
  if (!isAbsolute(file)) return undefined
  if (!maps.has(file)) {
    // To ask for the list takes V8 some tenths of a second, so that is done once, and once more for what was loaded later.
    if (!urls.has(file)) for (const { url, sourceMapURL = '' } of scripts()) urls.set(fileOfScript(url), sourceMapURL)
    maps.set(file, inlineMap(urls.get(file) ?? ''))
  }
  return maps.get(file)
}

/** V8 tells of all that there are when somebody begins to debug. */
function scripts(): ParsedScript[] {
  const session: Session = new inspector.Session()
  const found: ParsedScript[] = []
  session.connect()
  try {
    session.on('Debugger.scriptParsed', ({ params }) => found.push(params))
    session.post('Debugger.enable')
    return found
  } finally {
    session.disconnect()
  }
}

function inlineMap(url: string): SourceMap | undefined {
  const [start, isBase64] = DATA_URL.exec(url) ?? []
  if (start === undefined) return undefined
  const data = url.slice(start.length)
  try {
    const text = isBase64 ? Buffer.from(data, 'base64').toString() : decodeURIComponent(data)
    return new SourceMap(JSON.parse(text) as SourceMapPayload)
  } catch {
    // A broken map maps nothing.
    return undefined
  }
}
