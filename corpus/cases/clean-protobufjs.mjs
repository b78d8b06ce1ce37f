export const packages = { package: 'protobufjs@7.6.6' }
export function clean(pkg) {
  const { root } = pkg.default.parse('syntax = "proto3"; message Point { int32 x = 1; repeated string names = 2; }')
  const Point = root.lookupType('Point')
  let i = 0
  return () => Point.toObject(Point.decode(Point.encode(Point.create({ x: i++, names: ['a', 'b'] })).finish()))
}
