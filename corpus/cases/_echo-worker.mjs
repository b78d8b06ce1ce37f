/** A worker's task: gives back what it is given. */
export default (value) => value
