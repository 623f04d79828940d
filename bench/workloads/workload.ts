/** A piece of work that is timed: everything that is not part of it happens when it is prepared. */
export interface Workload {
  /** Bars, or bars of all symbols: the time is given for one of them. */
  readonly items: number
  /** Runs before the first that counts: just-in-time compilers need some. */
  readonly warmups: number
  /** Runs that count. */
  readonly repeats: number
  /** Does the work and gives what shows that it was done right. */
  readonly run: () => Check | Promise<Check>
}

type Check = Readonly<Record<string, number | string>>

/** @param data folder of the bench data */
export type Prepare = (data: string) => Workload | Promise<Workload>
