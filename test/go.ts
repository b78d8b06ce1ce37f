import { execFileSync } from 'node:child_process'

/** Whether there is a `go`, whose own pprof is asked; where there is none, what is left out is said. */
export function hasGoFor(what: string): boolean {
  try {
    execFileSync('go', ['version'], { stdio: 'ignore' })
    return true
  } catch {
    console.warn(`SKIPPED: ${what}, because \`go\` is not installed (Debian: golang-go)`)
    return false
  }
}
