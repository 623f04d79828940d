/**
 * The last prices that the market turned at, and their clusters from low to high: a price joins the cluster below it while it is no more
 * than a tolerance above that one's lowest. The level of a cluster is the mean of its prices.
 */
export class LevelClusters {
  count = 0
  readonly levels: Float64Array
  readonly touches: Float64Array
  /** In the order in which they came, and from low to high. */
  readonly #ring: Float64Array
  readonly #sorted: Float64Array
  #added = 0

  /** Keeps the last `memory` prices. */
  constructor(memory: number) {
    this.levels = new Float64Array(memory)
    this.touches = new Float64Array(memory)
    this.#ring = new Float64Array(memory)
    this.#sorted = new Float64Array(memory)
  }

  add(price: number): void {
    const sorted = this.#sorted
    const memory = sorted.length
    const at = this.#added % memory
    let place = Math.min(this.#added, memory)
    if (place === memory) {
      // The place of the oldest price, which leaves.
      const oldest = this.#ring[at] as number
      for (place = 0; place < memory - 1 && sorted[place] !== oldest; ) place++
      for (; place < memory - 1 && (sorted[place + 1] as number) < price; place++)
        sorted[place] = sorted[place + 1] as number
    }
    for (; place > 0 && (sorted[place - 1] as number) > price; place--) sorted[place] = sorted[place - 1] as number
    sorted[place] = price
    this.#ring[at] = price
    this.#added++
  }

  cluster(tolerance: number): void {
    const sorted = this.#sorted
    const held = Math.min(this.#added, sorted.length)
    let count = 0
    for (let start = 0; start < held; ) {
      const first = sorted[start] as number
      let sum = 0
      let end = start + 1
      for (; end < held && (sorted[end] as number) - first <= tolerance; end++) sum += (sorted[end] as number) - first
      this.levels[count] = first + sum / (end - start)
      this.touches[count] = end - start
      count++
      start = end
    }
    this.count = count
  }
}
