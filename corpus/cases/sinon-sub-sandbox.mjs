export const packages = { leaky: 'sinon@21.1.2', fixed: 'sinon@22.0.0' }

// A sandbox per test, restored at the end of it.
export function body(pkg) {
  const sinon = pkg.default
  return () => {
    const service = { load: () => 0 }
    const sandbox = sinon.createSandbox()
    sandbox.stub(service, 'load').returns(1)
    service.load()
    sandbox.restore()
  }
}
