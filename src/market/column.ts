/**
 * A growing row of doubles on shared memory. Readers take `values` anew in each call, because growing replaces it.
 * How many of the values are valid is known to the owner.
 */
export class Column {
  values: Float64Array<SharedArrayBuffer>

  constructor(capacity: number) {
    this.values = sharedDoubles(capacity)
  }

  /** Makes room for `capacity` values; doubles, so that appending one by one stays cheap. */
  reserve(capacity: number): void {
    if (capacity <= this.values.length) return
    const grown = sharedDoubles(Math.max(capacity, this.values.length * 2))
    grown.set(this.values)
    this.values = grown
  }
}

function sharedDoubles(length: number): Float64Array<SharedArrayBuffer> {
  return new Float64Array(new SharedArrayBuffer(length * Float64Array.BYTES_PER_ELEMENT))
}
