/**
 * A growing row of doubles on shared memory. Readers take `values` anew in each call, because growing replaces it.
 * How many of the values are valid is known to the owner.
 */
export class Column {
  values: Float64Array<SharedArrayBuffer>
  /** Value `i` is at `values[i & mask]`. All bits are set, so that is `values[i]`, unless the column is a ring. */
  mask = -1

  constructor(capacity: number) {
    this.values = sharedDoubles(capacity)
  }

  /** Has memory for every value from here on. */
  keep(values: Float64Array<SharedArrayBuffer>): void {
    this.values = values
    this.mask = -1
  }

  /** Keeps only its last values from here on, `capacity` of them, a power of two: for what is written and not read. */
  keepLast(capacity: number): void {
    this.values = sharedDoubles(capacity)
    this.mask = capacity - 1
  }

  /** Makes room for `capacity` values; doubles, so that appending one by one stays cheap. */
  reserve(capacity: number): void {
    if (capacity <= this.values.length) return
    const grown = sharedDoubles(Math.max(capacity, this.values.length * 2))
    grown.set(this.values)
    this.values = grown
  }

  /** Drops the first `count` of `length` values: the others move to the front. */
  forget(count: number, length: number): void {
    this.values.copyWithin(0, count, length)
  }
}

function sharedDoubles(length: number): Float64Array<SharedArrayBuffer> {
  return new Float64Array(new SharedArrayBuffer(length * Float64Array.BYTES_PER_ELEMENT))
}
