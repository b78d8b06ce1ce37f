import vm from 'node:vm'
export const packages = { package: 'node' }

export function clean() {
  const context = vm.createContext({ result: 0 })
  const script = new vm.Script('result = result + 1; ({ result })')
  return () => {
    script.runInContext(context)
    return vm.runInContext('[1, 2].map((n) => n + result)', context)
  }
}
