import type { Amount, HeapFigures, SiteAmount } from './baseline.ts'

/** Two decimals, three digits of what is less than 1: one object in a thousand calls is 0.001. Less than nothing, freed memory, is nothing. */
export function rounded(figure: number): number {
  if (!(figure > 0)) return 0
  return figure < 1 ? Number(figure.toPrecision(3)) : Math.round(figure * 100) / 100
}

const roundedAmount = <A extends Amount>(amount: A): A => ({
  ...amount,
  bytes: rounded(amount.bytes),
  objects: rounded(amount.objects),
})

/** The figures as a file has them, which are those to compare: what was written is the same when it is read. */
export function roundedFigures({ allocated, retained, sites }: HeapFigures): HeapFigures {
  const objects = allocated?.objects
  return {
    ...(allocated && {
      allocated: { bytes: rounded(allocated.bytes), ...(objects === undefined ? {} : { objects: rounded(objects) }) },
    }),
    retained: roundedAmount(retained),
    sites: new Map([...sites].map(([fingerprint, site]): [string, SiteAmount] => [fingerprint, roundedAmount(site)])),
  }
}
