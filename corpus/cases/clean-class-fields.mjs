export const packages = { package: 'node' }
export function clean() {
  class Account {
    #balance = 0
    #history = []
    static #count = 0
    owner
    constructor(owner) {
      this.owner = owner
      Account.#count++
    }
    get balance() {
      return this.#balance
    }
    #record(entry) {
      this.#history.push(entry)
    }
    deposit = (amount) => {
      this.#balance += amount
      this.#record({ amount })
      return this
    }
    static get count() {
      return Account.#count
    }
  }
  return () => new Account('x').deposit(1).deposit(2).balance + Account.count
}
