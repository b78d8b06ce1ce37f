const machineFormats = ['json', 'junit', 'tap', 'tap-flat', 'blob', 'html']

/** Whether a reporter of the config may write to the standard output what is then to be nothing but JSON, for example. */
export function isForMachines(reporter: unknown): boolean {
  const name = nameOfReporter(reporter)
  return name !== undefined && machineFormats.includes(name)
}

/** Of what the config has: a name, a name with options, or an object without one. */
export function nameOfReporter(reporter: unknown): string | undefined {
  const name: unknown = Array.isArray(reporter) ? reporter[0] : reporter
  return typeof name === 'string' ? name : undefined
}
