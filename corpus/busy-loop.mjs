/** A core's worth of work, until the process that started this one is gone: then the channel between them closes, also after a SIGKILL. */
const SLICE_MS = 50

process.on('disconnect', () => process.exit())
spin()

function spin() {
  const end = performance.now() + SLICE_MS
  while (performance.now() < end);
  setImmediate(spin)
}
