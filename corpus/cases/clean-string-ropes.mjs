export const packages = { package: 'node' }
export function clean() {
  let last = ''
  return () => {
    let rope = ''
    for (let n = 0; n < 100; n++) rope += `line ${n}\n`
    last = rope.slice(10, 400)
    return last.split('\n').reverse().join(' ').toUpperCase().padEnd(1000).trim().normalize('NFKD').length
  }
}
