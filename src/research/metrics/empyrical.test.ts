import { expect, test } from 'vitest'
import { createPrng } from '../../core/prng.ts'
import { aggregateReturns, type CalendarPeriod } from './aggregate-returns.ts'
import { alphaBeta } from './alpha-beta.ts'
import { annualReturn } from './annual-return.ts'
import { annualVolatility } from './annual-volatility.ts'
import { calmarRatio } from './calmar-ratio.ts'
import { type CaptureOptions, captureRatio } from './capture-ratio.ts'
import { maxDrawdown } from './max-drawdown.ts'
import { omegaRatio } from './omega-ratio.ts'
import { cumulativeReturns, simpleReturns } from './returns.ts'
import { excessSharpe, sharpeRatio } from './sharpe-ratio.ts'
import { downsideRisk, sortinoRatio } from './sortino-ratio.ts'
import { stability } from './stability.ts'
import { tailRatio } from './tail-ratio.ts'
import {
  aligned,
  combine,
  correlated,
  indexesWhere,
  level,
  normals,
  replaced,
  rolling,
  series,
  shift,
  sided,
  spliced,
  values,
} from './testing/case-series.ts'
import { type CaseValue, hasCases, readCases } from './testing/empyrical-cases.ts'

const PERIODS_PER_YEAR = { daily: 252, weekly: 52, monthly: 12, quarterly: 4, yearly: 1 }

/** What empyrical tests that Plimsoll leaves out, and why. */
const NOT_COVERED: Readonly<Record<string, string>> = {
  test_beta_fragility_heuristic:
    'a stress heuristic for factor portfolios; the arena measures fragility by bootstrap instead',
  test_gpd_risk_estimates: 'a generalised Pareto tail fit through scipy.optimize; VaR and CVaR are historical here',
  test_alpha_beta_equality: 'compares two functions of empyrical that are one function here',
}

type Check = (...values: readonly CaseValue[]) => void

/** empyrical's assertions by test, in the words of its test file; DECIMAL_PLACES there is 8. */
const CHECKS: Readonly<Record<string, Check>> = {
  test_simple_returns: (prices, expected) => near(simpleReturns(values(prices)), expected, 4),
  test_cum_returns: (r, start, expected) => near(cumulativeReturns(values(r), Number(start)), expected, 4),
  test_aggregate_returns: (r, period, expected) =>
    near(aggregateReturns(values(r), series(r).times, period as CalendarPeriod), expected),
  test_max_drawdown: (r, expected) => near(maxDrawdown(values(r)), expected),
  test_max_drawdown_translation: (r, constant) => {
    const [lower, same, higher] = [-1, 0, 1].map((sign) => maxDrawdown(shift(r, sign * Number(constant))))
    expect(same).toBeLessThanOrEqual(higher as number)
    expect(lower).toBeLessThanOrEqual(same as number)
  },
  test_annual_ret: (r, period, expected) => near(annualReturn(values(r), perYear(period)), expected),
  test_cagr: (r, period, expected) => near(annualReturn(values(r), perYear(period)), expected),
  test_cagr_translation: (r, constant) =>
    ascending([-1, 0, 1].map((sign) => annualReturn(shift(r, sign * Number(constant)), 252))),
  test_cagr_with_nan_inputs: (r) => expect(annualReturn(values(r), 252)).not.toBeNaN(),
  test_cagr_noisy: (r, noise) => {
    const exact = annualReturn(values(r), 252)
    for (const sign of [1, -1]) {
      const noisy = annualReturn(
        combine(r, noise, (a, b) => a + sign * b),
        252,
      )
      expect(Math.abs(noisy / exact - 1)).toBeLessThan(1) // assert_approx_equal to one significant digit
    }
  },
  test_annual_volatility: (r, period, expected) => near(annualVolatility(values(r), perYear(period)), expected),
  test_calmar: (r, period, expected) => near(calmarRatio(values(r), perYear(period)), expected),
  test_omega: (r, riskFree, requiredReturn, expected) =>
    near(
      omegaRatio(values(r), { periodsPerYear: 252, riskFree: level(riskFree), requiredReturn: Number(requiredReturn) }),
      expected,
    ),
  test_omega_returns: (r, less, more) =>
    ascending(
      [more, less].map((riskFree) => omegaRatio(values(r), { periodsPerYear: 252, riskFree: Number(riskFree) })),
    ),
  test_sharpe_ratio: (r, riskFree, expected) => near(sharpe(values(r), level(riskFree)), expected),
  test_sharpe_translation_same: (r, riskFree, translation) => sameWhenShifted(sharpe, r, riskFree, translation),
  test_sharpe_translation_diff: (r, riskFree, a, b) => otherWhenShifted(sharpe, r, riskFree, [a, b]),
  test_sharpe_translation_1: (r, riskFree, translation) =>
    ascending([1, 0, -1].map((sign) => sharpe(values(r), Number(riskFree) + sign * Number(translation)))),
  test_sharpe_noise: (small, large) =>
    ascending([large, small].map((deviation) => sharpe(normals(createPrng(1), 0.01, Number(deviation)), 0.001))),
  test_downside_risk: (r, required, period, expected) =>
    eachColumn(r, expected, (column) =>
      downsideRisk(column, { periodsPerYear: perYear(period), requiredReturn: level(required) }),
    ),
  test_downside_risk_noisy: (noise, flat) => {
    const risks = [250, 500, 750].map((count) =>
      downsideRisk(spliced(noise, flat, count), { periodsPerYear: 252, requiredReturn: values(flat) }),
    )
    expect(risks).toEqual(risks.toSorted((a, b) => a - b))
  },
  test_downside_risk_trans: (r, required) => {
    const risks = [-1, 0, 1].map((sign) =>
      downsideRisk(values(r), { periodsPerYear: 252, requiredReturn: sign * Number(required) }),
    )
    expect(risks).toEqual(risks.toSorted((a, b) => a - b))
  },
  test_downside_risk_std: (smaller, larger) =>
    ascending(
      [smaller, larger].map((deviation) =>
        downsideRisk(normals(createPrng(1), 0, Number(deviation)), { periodsPerYear: 252 }),
      ),
    ),
  test_sortino: (r, required, period, expected) =>
    eachColumn(r, expected, (column) =>
      sortinoRatio(column, { periodsPerYear: perYear(period), requiredReturn: level(required) }),
    ),
  test_sortino_add_noise: (r, required) => {
    const [first, second] = indexesWhere(r, (value) => value > Number(required))
    ascending([[first, second], [first], []].map((places) => sortino(replaced(r, places, -0.01), Number(required))))
  },
  test_sortino_sub_noise: (r, required) => {
    const [first, second] = indexesWhere(r, (value) => value < Number(required))
    ascending(
      [[], [first], [first, second]].map((places) => sortino(replaced(r, places, Number(required)), Number(required))),
    )
  },
  test_sortino_translation_same: (r, required, translation) => sameWhenShifted(sortino, r, required, translation),
  test_sortino_translation_diff: (r, required, a, b) => otherWhenShifted(sortino, r, required, [a, b]),
  test_excess_sharpe: (r, benchmark, expected) => near(excessSharpe(values(r), level(benchmark)), expected),
  test_excess_sharpe_noisy: (line, benchmark) =>
    ascending(
      [250, 500, 750].map((count) => Math.abs(excessSharpe(spliced(line, benchmark, count), values(benchmark)))),
    ),
  test_excess_sharpe_trans: (r, noise, translation) => {
    const noisy = combine(r, noise, (a, b) => a + b)
    const moved = [-1, 0, 1].map((sign) => noisy.map((value, i) => value + sign * (values(translation)[i] as number)))
    ascending(moved.map((returns) => excessSharpe(returns, values(r))))
  },
  test_alpha_beta: (r, benchmark, expected) => near(pair(alphaBeta(...aligned(r, benchmark), 252)), expected),
  test_alpha: (r, benchmark, expected) => near(alphaBeta(...aligned(r, benchmark), 252).alpha, expected),
  test_beta: (r, benchmark, expected, places) =>
    near(alphaBeta(...aligned(r, benchmark), 252).beta, expected, Number(places) || 8),
  test_alpha_beta_with_nan_inputs: (r, benchmark) =>
    expect(pair(alphaBeta(...aligned(r, benchmark), 252))).not.toContain(Number.NaN),
  test_alpha_beta_translation: (meanReturn, translation) => {
    const [own, market] = correlated({ mean: Number(meanReturn), correlation: 0.8 })
    const lines = [-1, 0, 1].map((sign) =>
      alphaBeta(
        own.map((value) => value + sign * Number(translation)),
        market,
        252,
      ),
    )
    const daily = lines.map(({ alpha }) => (alpha + 1) ** (1 / 252))
    near(
      [(daily[1] as number) - (daily[0] as number), (daily[2] as number) - (daily[1] as number)],
      [translation, translation],
    )
    near(
      lines.map(({ beta }) => beta),
      [lines[1]?.beta, lines[1]?.beta, lines[1]?.beta],
    )
  },
  test_alpha_beta_correlation: (less, more) => {
    const [a, b] = [less, more].map((correlation) =>
      alphaBeta(...correlated({ mean: 0.01, correlation: Number(correlation) }), 252),
    )
    expect(a?.alpha).toBeGreaterThan(b?.alpha as number)
    expect(a?.beta).toBeLessThan(b?.beta as number)
  },
  test_up_alpha_beta: (r, benchmark, expected) => near(pair(alphaBeta(...sided(r, benchmark, 'up'), 252)), expected),
  test_down_alpha_beta: (r, benchmark, expected) =>
    near(pair(alphaBeta(...sided(r, benchmark, 'down'), 252)), expected),
  test_stability_of_timeseries: (r, expected) => near(stability(values(r)), expected),
  test_tail_ratio: (r, expected) => near(tailRatio(values(r)), expected, 1),
  test_capture_ratio: (r, benchmark, expected) => near(capture(values(r), values(benchmark), 'always'), expected),
  test_up_capture: (r, benchmark, expected) => near(capture(values(r), values(benchmark), 'up'), expected),
  test_down_capture: (r, benchmark, expected) => near(capture(values(r), values(benchmark), 'down'), expected),
  test_up_down_capture: (r, benchmark, expected) => near(upDownCapture(values(r), values(benchmark)), expected),
  test_roll_max_drawdown: (r, window, expected) => near(rolling(maxDrawdown, window, r), expected, 4),
  test_roll_sharpe_ratio: (r, window, expected) =>
    near(
      rolling((part) => sharpe(part, 0), window, r),
      expected,
    ),
  test_roll_alpha_beta: (r, benchmark, window, expected) => {
    if (values(r).length === 0) return // empyrical returns one NaN pair per row of the benchmark, which is pandas alignment
    near(
      rolling((own, market) => pair(alphaBeta(own, market, 252)), window, r, benchmark).flat(),
      (expected as unknown[]).flat(),
    )
  },
  test_roll_up_capture: (r, benchmark, window, expected) =>
    near(
      rolling((own, market) => capture(own, market, 'up'), window, r, benchmark),
      expected,
    ),
  test_roll_down_capture: (r, benchmark, window, expected) =>
    near(
      rolling((own, market) => capture(own, market, 'down'), window, r, benchmark),
      expected,
    ),
  test_roll_up_down_capture: (r, benchmark, window, expected) =>
    near(rolling(upDownCapture, window, r, benchmark), Number.isNaN(expected) ? [expected] : expected),
}

const cases = readCases()

test.skipIf(!hasCases)('every test of empyrical is covered or left out with a reason', () => {
  const known = [...Object.keys(CHECKS), ...Object.keys(NOT_COVERED)]
  expect(known.sort()).toEqual([...cases.keys()].sort())
})

for (const [name, check] of Object.entries(CHECKS)) {
  const note = hasCases ? `${cases.get(name)?.length} cases` : 'skipped: ../shared/data/metrics is not there'
  test.skipIf(!hasCases)(`empyrical ${name}: ${note}`, () => {
    for (const row of cases.get(name) ?? []) check(...row)
  })
}

function near(actual: number | ArrayLike<number>, expected: unknown, places = 8): void {
  const [found, wanted] = [actual, expected].map((value) =>
    typeof value === 'number' ? [value] : Array.from(value as ArrayLike<number>),
  )
  expect(found).toHaveLength(wanted?.length as number)
  found?.forEach((value, i) => {
    const target = wanted?.[i] as number
    if (Number.isFinite(target))
      expect(Math.abs(value - target), `${value} is not ${target}`).toBeLessThan(1.5 * 10 ** -places)
    else expect(value).toBe(target)
  })
}

function ascending(numbers: readonly number[]): void {
  numbers.slice(1).forEach((value, i) => {
    expect(value).toBeGreaterThan(numbers[i] as number)
  })
}

function perYear(period: CaseValue | undefined): number {
  return PERIODS_PER_YEAR[period as keyof typeof PERIODS_PER_YEAR]
}

function eachColumn(
  r: CaseValue | undefined,
  expected: CaseValue | undefined,
  measure: (column: readonly number[]) => number,
): void {
  if (Array.isArray(r))
    near(
      r.map((column) => measure(column.values)),
      values(expected),
    )
  else near(measure(values(r)), expected)
}

function sharpe(returns: readonly number[], riskFree: number | readonly number[]): number {
  return sharpeRatio(returns, { periodsPerYear: 252, riskFree })
}

function sortino(returns: readonly number[], requiredReturn: number | readonly number[]): number {
  return sortinoRatio(returns, { periodsPerYear: 252, requiredReturn })
}

function capture(own: readonly number[], market: readonly number[], when: CaptureOptions['when']): number {
  return captureRatio(own, market, { periodsPerYear: 252, when })
}

function upDownCapture(own: readonly number[], market: readonly number[]): number {
  return capture(own, market, 'up') / capture(own, market, 'down')
}

function pair({ alpha, beta }: { alpha: number; beta: number }): [number, number] {
  return [alpha, beta]
}

type Ratio = (returns: readonly number[], level: number) => number

function sameWhenShifted(
  ratio: Ratio,
  r: CaseValue | undefined,
  base: CaseValue | undefined,
  by: CaseValue | undefined,
): void {
  for (const sign of [-1, 1]) {
    const shifted = ratio(shift(r, sign * Number(by)), Number(base) + sign * Number(by))
    near(shifted, ratio(values(r), Number(base)))
  }
}

function otherWhenShifted(
  ratio: Ratio,
  r: CaseValue | undefined,
  base: CaseValue | undefined,
  by: readonly (CaseValue | undefined)[],
): void {
  for (const sign of [-1, 1]) {
    const shifted = ratio(shift(r, sign * Number(by[0])), Number(base) + sign * Number(by[1]))
    expect(shifted).not.toBe(ratio(values(r), Number(base)))
  }
}
