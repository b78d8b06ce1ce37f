import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { dirname } from 'node:path'
import { nowMs } from '../clock.ts'
import { fileAgeMs } from '../file-age.ts'
import { rest } from '../heap/rest.ts'
import { MeasurementError } from '../measure/errors.ts'
import { isProcessAlive } from '../process-alive.ts'

/** A writer has the lock for some milliseconds: whoever has it longer is gone. */
const STALE_MS = 10_000
const GIVE_UP_MS = 30_000
const MOST_PAUSE_MS = 8

/** What the holder of a lock may ask. */
export interface HeldLock {
  /** Nobody has taken it over meanwhile, from a process that had been stopped for long. */
  isMine(): boolean
}

/**
 * Runs `action` while no other process or thread runs one for the same file. Waits synchronously, as a matcher must.
 *
 * The lock is a file beside it, which names its owner: what a process that was killed has left is taken over.
 *
 * @throws MeasurementError when the lock cannot be made or had, in one sentence
 */
export function withLock<Result>(path: string, shown: string, action: (lock: HeldLock) => Result): Result {
  const lock = `${path}.lock`
  const token = `${process.pid} ${hostname()} ${randomBytes(8).toString('hex')}`
  acquire(lock, token, shown)
  try {
    return action({ isMine: () => contentOf(lock) === token })
  } finally {
    if (contentOf(lock) === token) rmSync(lock, { force: true })
  }
}

function acquire(lock: string, token: string, shown: string): void {
  const endMs = nowMs() + GIVE_UP_MS
  while (!isMade(lock, token, shown)) {
    if (isStale(lock)) takeAway(lock)
    else if (nowMs() > endMs) {
      throw new MeasurementError(
        `the heap baseline ${shown} is locked by another process for ${GIVE_UP_MS / 1000} s: if no test is running, delete ${shown}.lock`,
      )
    } else rest(1 + Math.random() * MOST_PAUSE_MS)
  }
}

// What Windows says of a file that another process is just deleting.
const BUSY = new Set(['EPERM', 'EACCES', 'EBUSY'])

function isMade(lock: string, token: string, shown: string): boolean {
  try {
    writeFileSync(lock, token, { flag: 'wx' })
    return true
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException
    if (code === 'EEXIST' || (process.platform === 'win32' && BUSY.has(code))) return false
    // Not there yet, or taken away with the last baseline in it.
    if (code === 'ENOENT' && isFolderMade(dirname(lock))) return false
    throw new MeasurementError(
      `the heap baseline ${shown} cannot be written (${code || message}): make its folder writable, or run with CI=1 to compare only`,
    )
  }
}

function isFolderMade(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true })
    return true
  } catch {
    return false
  }
}

/** Its owner does not live any more, or has had it for far longer than anybody needs. */
function isStale(lock: string): boolean {
  const content = contentOf(lock)
  const age = fileAgeMs(lock)
  if (content === undefined || age === undefined) return false
  if (age > STALE_MS) return true
  // Empty: made, and not written yet.
  const [pid, host] = content.split(' ')
  return host === hostname() && !isProcessAlive(Number(pid))
}

/**
 * Of two who find the lock stale, the slower must not take away what the faster has made since: only one at a time may look again and
 * take it away.
 */
function takeAway(lock: string): void {
  const turn = `${lock}.takeover`
  try {
    writeFileSync(turn, '', { flag: 'wx' })
  } catch {
    // Whoever is killed between these few lines leaves it behind.
    if ((fileAgeMs(turn) ?? 0) > STALE_MS) rmSync(turn, { force: true })
    rest(1)
    return
  }
  try {
    if (isStale(lock)) rmSync(lock, { force: true })
  } finally {
    rmSync(turn, { force: true })
  }
}

function contentOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
