const nobody = new Int32Array(new SharedArrayBuffer(4))

/** Lets this thread do nothing for a while, without the event loop: V8's other threads get on with their work meanwhile. */
export function rest(ms: number): void {
  Atomics.wait(nobody, 0, 0, ms)
}
