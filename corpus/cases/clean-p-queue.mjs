export const packages = { package: 'p-queue@9.0.1' }
export function clean(pkg) {
  const queue = new pkg.default({ concurrency: 2 })
  return async () => {
    for (let n = 0; n < 5; n++) queue.add(async () => ({ n }), { priority: n % 2 })
    await queue.onIdle()
  }
}
