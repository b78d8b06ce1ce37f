import vm from 'node:vm'
export const packages = { package: 'node' }

export function clean() {
  return async () => {
    const context = vm.createContext({ input: [3, 1, 2] })
    return vm.runInContext('input.sort().join()', context)
  }
}
