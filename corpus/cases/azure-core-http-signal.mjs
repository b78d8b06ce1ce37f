import { serve } from './_server.mjs'

export const packages = {
  leaky: '@azure/core-http@1.0.0-preview.4',
  fixed: '@azure/core-http@1.0.0-preview.6',
}
export const iterations = { leaky: 400, fixed: 2500 }

export async function body(pkg) {
  const { ServiceClient, WebResource } = pkg.ServiceClient ? pkg : pkg.default
  const { url, close } = await serve()
  const client = new ServiceClient(undefined, { requestPolicyFactories: [], noRetryPolicy: true })
  const { signal } = new AbortController()
  const fn = async () => {
    const request = new WebResource(url, 'GET')
    request.abortSignal = signal
    request.keepAlive = true
    await client.sendRequest(request)
  }
  fn.teardown = close
  return fn
}
