export const packages = {
  leaky: '@opentelemetry/sdk-metrics@1.17.0',
  fixed: '@opentelemetry/sdk-metrics@1.17.1',
  extras: ['@opentelemetry/api@1.6.0'],
}

// Two metric readers (say, Prometheus and OTLP) that both collect after each request.
export function body(pkg) {
  const { MeterProvider, MetricReader } = pkg.MeterProvider ? pkg : pkg.default
  class Reader extends MetricReader {
    async onForceFlush() {}
    async onShutdown() {}
  }
  const readers = [new Reader(), new Reader()]
  const provider = new MeterProvider()
  for (const r of readers) provider.addMetricReader(r)
  const requests = provider.getMeter('app').createCounter('requests')
  return async () => {
    requests.add(1, { route: '/a' })
    for (const r of readers) await r.collect()
  }
}
