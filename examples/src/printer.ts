const waiting: (() => void)[] = []

/** @returns a promise that settles when the printer runs, and never if it does not */
export async function print(page: string): Promise<string> {
  await new Promise<void>((resolve) => waiting.push(resolve))
  return `${page} is printed`
}

export function runPrinter(): void {
  for (const resolve of waiting.splice(0)) resolve()
}
