export const packages = { package: 'lodash@4.17.21' }
export function clean(pkg) {
  const _ = pkg.default
  const render = _.template('<% _.forEach(items, (item) => { %><li><%- item %></li><% }) %>', { imports: { _ } })
  return () => {
    const throttled = _.throttle(() => {}, 1000)
    throttled()
    throttled.cancel()
    const groups = _.chain(['a', 'bb', 'cc']).groupBy('length').mapValues(_.size).value()
    return render({ items: ['a', '<b>'] }) + _.cloneDeep(_.merge({ groups }, { groups: { 3: [1] } })).groups[2]
  }
}
