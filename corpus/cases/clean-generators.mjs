export const packages = { package: 'node' }
export function clean() {
  function* numbers() {
    try {
      for (let n = 0; ; n++) yield n
    } finally {
      numbers.ended = true
    }
  }
  async function* later(source) {
    for (const n of source) {
      await null
      yield { n }
    }
  }
  return async () => {
    let sum = 0
    for await (const { n } of later(numbers())) {
      if (n > 10) break
      sum += n
    }
    return sum
  }
}
