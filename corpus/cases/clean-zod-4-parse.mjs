export const packages = { package: 'zod@4.1.8' }
export function clean(pkg) {
  const { z } = pkg
  const Order = z.object({ id: z.uuid(), lines: z.array(z.object({ sku: z.string(), count: z.int().positive() })) })
  return () => {
    const order = { id: '5f0c3f3e-7a53-4d8c-9f5a-0d6f9a7d1b11', lines: [{ sku: 'a', count: 1 }] }
    Order.parse(order)
    return z.treeifyError(Order.safeParse({ ...order, lines: [{ sku: 1, count: -1 }] }).error)
  }
}
