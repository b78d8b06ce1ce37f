import { Refusal } from './refusal.ts'

/** What takes time, and V8's one heap profiler. */
type Work = 'a delta profile' | 'a recording'

let running: Work | undefined

/**
 * Takes the turn for something that goes on after its request was read.
 *
 * @returns what gives it back; may be called twice
 * @throws Refusal 409 when it is not free
 */
export function takeTurn(work: Work): () => void {
  refuseDuring('a delta profile')
  refuseDuring('a recording')
  running = work
  let isMine = true
  return () => {
    if (isMine) running = undefined
    isMine = false
  }
}

/** @throws Refusal 409 while it runs */
export function refuseDuring(work: Work): void {
  if (running === work) throw new Refusal(409, `${work} is being taken of this process: wait until it has ended`)
}
