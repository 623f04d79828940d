import type { Bars } from '../../../market/bars.ts'
import type { Column } from '../../../market/column.ts'
import type { Indicator } from '../../indicator.ts'
import type { SwingLines, Turns } from './turns.ts'

/** The line whose break completes a formation. Its prices are multiplied by `side`, so that in them every break is upwards. */
export class Breakout {
  /** 1 breaks upwards, -1 downwards. */
  readonly side: 1 | -1
  isWaiting = false
  /** A bar on the line, and the line there and per bar. */
  bar = 0
  price = 0.5
  slope = 0.5
  /** How far behind the line the target lies. */
  height = 0.5
  /** A close below it ends the wait. */
  giveUp = 0.5

  constructor(side: 1 | -1) {
    this.side = side
  }

  lineAt(i: number): number {
    return this.price + this.slope * (i - this.bar)
  }

  /** Lays the line through two turns, numbered from the newest one (0) back. */
  drawThrough(turns: Turns, older: number, newer: number): void {
    this.bar = turns.bar(newer)
    this.price = this.side * turns.price(newer)
    this.slope = (this.price - this.side * turns.price(older)) / (this.bar - turns.bar(older))
  }

  /** Whether the close of bar `i` is beyond the line. Ends the wait when it is, or when it is too far on the other side. */
  breaks(i: number, close: number): boolean {
    const price = this.side * close
    const isBroken = price > this.lineAt(i)
    if (isBroken || price < this.giveUp) this.isWaiting = false
    return isBroken
  }
}

/**
 * Fills `breakout` from the last turns, the newest of which lies opposite to its side, and returns whether they make the formation.
 * It is asked once a turn, at the bar `i` on which that becomes known.
 */
export type Recognise = (turns: Turns, breakout: Breakout, i: number) => boolean

export interface BreakInputs {
  readonly bars: Bars
  readonly swings: SwingLines
  readonly turns: Turns
  readonly right: number
  /** The first bar with a value. */
  readonly start: number
}

export interface BreakLines {
  readonly pattern: Column
  readonly level: Column
  readonly target: Column
}

/**
 * Walks the bars and waits for the break of what `recognise` found: pattern is 100 where a close breaks upwards and -100 where one
 * breaks downwards. Level and target are those of the newest formation, of the broken one at a break; they stay when the wait is over,
 * and are the first close before the first formation. Each turn decides anew whether its side waits. A close that was beyond the line
 * before the formation was known counts at the bar on which it becomes known, if it is still there.
 */
export class LineBreaks implements Indicator {
  readonly #in: BreakInputs
  readonly #out: BreakLines
  readonly #recognise: Recognise
  readonly #up = new Breakout(1)
  readonly #down = new Breakout(-1)
  #shown = this.#up
  #level = 0.5
  #target = 0.5

  constructor(inputs: BreakInputs, recognise: Recognise, out: BreakLines) {
    this.#in = inputs
    this.#out = out
    this.#recognise = recognise
  }

  extend(from: number, to: number): void {
    const { bars, right, swings } = this.#in
    const { close } = bars
    if (from === 0 && to > 0) this.#level = this.#target = close[0] as number
    const start = Math.min(to, this.#in.start)
    if (from < start) this.#prepare(from, start)
    const highAge = swings.highAge.column.values
    const lowAge = swings.lowAge.column.values
    const pattern = this.#out.pattern.values
    const level = this.#out.level.values
    const target = this.#out.target.values
    for (let i = Math.max(from, start); i < to; i++) {
      if (highAge[i] === right || lowAge[i] === right) this.#learn(i)
      pattern[i] = this.#watch(i, close[i] as number)
      level[i] = this.#level
      target[i] = this.#target
    }
  }

  forget(count: number): void {
    this.#up.bar -= count
    this.#down.bar -= count
    this.#in.turns.forget(count)
  }

  /** The bars before the first value: their turns count. */
  #prepare(from: number, to: number): void {
    for (const { values } of Object.values(this.#out)) values.fill(Number.NaN, from, to)
    for (let i = from; i < to; i++) this.#learn(i)
  }

  #learn(i: number): void {
    const { turns } = this.#in
    if (!turns.learn(i)) return
    const breakout = turns.side < 0 ? this.#up : this.#down
    breakout.isWaiting = this.#recognise(turns, breakout, i)
    if (breakout.isWaiting) this.#shown = breakout
  }

  /** 100, -100 or 0. Of two lines that one close breaks, the lower one counts: the formation that falls. */
  #watch(i: number, close: number): number {
    const up = this.#up
    const down = this.#down
    if (this.#shown.isWaiting) this.#show(this.#shown, i)
    const isDown = down.isWaiting && down.breaks(i, close)
    const isUp = up.isWaiting && up.breaks(i, close) && !isDown
    if (!isDown && !isUp) return 0
    this.#show(isDown ? down : up, i)
    return isDown ? -100 : 100
  }

  #show(shown: Breakout, i: number): void {
    const line = shown.lineAt(i)
    this.#level = shown.side * line
    this.#target = shown.side * (line + shown.height)
  }
}
