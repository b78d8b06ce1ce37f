export const packages = { package: 'lodash@4.17.21' }

const area = (shape) => shape.w * shape.h
// memoize() keeps its keys in a Map: objects used as keys are never released.
export function leaky(pkg) {
  const _ = pkg.default
  const memo = _.memoize(area)
  return () => {
    memo({ w: 2, h: 3 })
  }
}
export function clean(pkg) {
  const _ = pkg.default
  const memo = _.memoize(area)
  memo.cache = new WeakMap()
  return () => {
    memo({ w: 2, h: 3 })
  }
}
