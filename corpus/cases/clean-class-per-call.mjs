export const packages = { package: 'node' }
export function clean() {
  return () => {
    class Shape {
      area = () => 0
    }
    class Square extends Shape {
      #side = 2
      area = () => this.#side ** 2
      toString() {
        return `square of ${this.area()}`
      }
    }
    return String(new Square())
  }
}
