/** What is compared, in the order of the tables: time, bytes, objects and kept bytes, each of one operation. */
export const metricNames = ['time', 'space', 'objects', 'retained'] as const

export type MetricName = (typeof metricNames)[number]

/** How tables call a metric. */
export const metricTitles: Readonly<Record<MetricName, string>> = {
  time: 'time/op',
  space: 'B/op',
  objects: 'objects/op',
  retained: 'retained B/op',
}

export interface Figure {
  /** Milliseconds, bytes or objects. */
  readonly value: number
  /** Relative margin of error in percent. Absent: not known, or the figure is exact. */
  readonly rme?: number
}

export type Figures = Readonly<Partial<Record<MetricName, Figure>>>

/** A benchmark as its result file has it. */
export interface Benchmark {
  /** As it is in the results, absolute as a rule; `''` where these name none. */
  readonly file: string
  /** Suites and test, joined by ` > `; `''` where there are none. */
  readonly group: string
  readonly name: string
  readonly figures: Figures
}
