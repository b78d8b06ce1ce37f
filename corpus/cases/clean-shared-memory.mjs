export const packages = { package: 'node' }
export function clean() {
  const counter = new Int32Array(new SharedArrayBuffer(8))
  return () => {
    Atomics.add(counter, 0, 1)
    const scratch = new Int32Array(new SharedArrayBuffer(4096))
    Atomics.store(scratch, 5, Atomics.load(counter, 0))
    Atomics.notify(counter, 0)
    return Atomics.wait(scratch, 0, 1, 0)
  }
}
