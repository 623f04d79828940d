/** Lines at equal steps on both sides of a middle, fixed from when it is opened. */
export class PriceGrid {
  middle = Number.NaN
  step = Number.NaN

  get isOpen(): boolean {
    return this.step > 0
  }

  open(middle: number, step: number): void {
    this.middle = middle
    this.step = step
  }

  close(): void {
    this.middle = Number.NaN
    this.step = Number.NaN
  }

  /** How many steps `price` is away from the middle: above 0 on the side where a long buys (below), or where a short sells. */
  depth(price: number, side: 'long' | 'short'): number {
    const below = (this.middle - price) / this.step
    return side === 'long' ? below : -below
  }

  /** The price `steps` away from the middle, counted as in `depth`. */
  line(steps: number, side: 'long' | 'short'): number {
    return this.middle + (side === 'long' ? -steps : steps) * this.step
  }
}
