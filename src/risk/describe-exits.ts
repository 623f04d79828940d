import type { ExitSettings, RiskSettings, TrailingSettings } from './risk-settings.ts'

/** A way in which positions are left, in words, and who watches it. */
export interface ExitLine {
  readonly name: string
  readonly what: string
  /** `exchange`: an order that rests there, so it holds while we are away; `engine`: looked at when a bar closes. */
  readonly watchedBy: 'exchange' | 'engine'
}

/** Every way in which positions are left under `settings`. What can rest at the exchange does. */
export function describeExits({ exits, maxHoldHours }: RiskSettings): readonly ExitLine[] {
  const { ladder = [], breakEven, trailing, pullback, roi = [] } = exits ?? {}
  return [
    resting('stop', 'of each position; it only ever tightens'),
    resting('targets', 'of each position; with the first of several the stop goes to the entry price'),
    ...ladder.map(({ fromPct, keepPct }) => resting('ladder', `from a profit of ${fromPct} % on ${keepPct} % is kept`)),
    ...(breakEven === undefined
      ? []
      : [resting('breakEven', `nothing is lost any more from ${breakEvenText(breakEven)} on`)]),
    ...(trailing === undefined ? [] : trailingTexts(trailing).map((text) => resting('trailing', text))),
    ...(pullback === undefined
      ? []
      : [
          watched(
            'pullback',
            `left when ${pullback.givePct} % of a best profit of ${pullback.armAtPct} % or more is gone`,
          ),
        ]),
    ...roi.map(({ afterHours, enoughPct }) => watched('roi', `${enoughPct} % is enough after ${afterHours} hours`)),
    ...(maxHoldHours === undefined ? [] : [watched('maxHoldHours', `closed after ${maxHoldHours} hours`)]),
    watched('conditions', 'of each position, and those of --invalid-when'),
  ]
}

/** How the profits of `exits` are meant. */
export function profitTerms({ basis, isNet }: ExitSettings): string {
  return `Profits are of the ${basis}, ${isNet ? 'net of' : 'before'} costs.`
}

function resting(name: string, what: string): ExitLine {
  return { name, what, watchedBy: 'exchange' }
}

function watched(name: string, what: string): ExitLine {
  return { name, what, watchedBy: 'engine' }
}

function breakEvenText({ atPct, atR }: NonNullable<ExitSettings['breakEven']>): string {
  const parts = [...(atPct === undefined ? [] : [`${atPct} %`]), ...(atR === undefined ? [] : [`${atR} R`])]
  return `a profit of ${parts.join(' or ')}`
}

function trailingTexts({ pct, atr, chandelier, fromPct }: TrailingSettings): string[] {
  const from = fromPct === undefined ? '' : `, from a profit of ${fromPct} % on`
  return [
    ...(pct === undefined ? [] : [`follows the best price ${pct} % away${from}`]),
    ...(atr === undefined
      ? []
      : [`follows the close ${atr.times} average true ranges of ${atr.period} bars away${from}`]),
    ...(chandelier === undefined
      ? []
      : [`hangs ${chandelier.times} average true ranges from the best price of ${chandelier.period} bars${from}`]),
  ]
}

/**
 * What `exits` promise to keep and costs take: on a margin of 1/25 a round trip of 0.12 % takes 3 % of it.
 * @param roundTripRate what getting in and out costs, as a ratio of the price
 */
export function keptByCosts(
  { basis, isNet, ladder = [], breakEven }: ExitSettings,
  leverage: number,
  roundTripRate: number,
): string[] {
  if (isNet) return []
  const costPct = Number((100 * roundTripRate * (basis === 'margin' ? leverage : 1)).toPrecision(6))
  const of = basis === 'margin' ? `of the margin at leverage ${leverage}` : 'of the price'
  const kept = [...ladder.map(({ keepPct }) => keepPct), ...(breakEven === undefined ? [] : [0])]
  return kept
    .filter((keepPct) => keepPct <= costPct)
    .map(
      (keepPct) =>
        `exits keep ${keepPct} % before costs, and a round trip costs ${costPct} % ${of}: nothing is left. Write "isNet": true.`,
    )
}
