import { expect, test } from 'vitest'
import { LIMITS, rulesOfLimits } from './limits.ts'
import { parseRiskSettings } from './parse-risk-settings.ts'
import { PRESET_NAMES, PRESETS, presetOf } from './presets.ts'
import { worstLosses } from './worst-loss.ts'

test.each(PRESET_NAMES)('%s is within its ranges and contradicts nothing', (name) => {
  const { limits, breakers, timeZone } = PRESETS[name]
  expect(parseRiskSettings({ limits, breakers, timeZone })).toEqual({ limits, breakers, timeZone })
})

test.each(PRESET_NAMES)(
  '%s limits the loss of a trade, of all positions and from the peak, and stops the account',
  (name) => {
    const rules = rulesOfLimits(PRESETS[name].limits, 0.0022).map((rule) => rule.name)
    expect(rules).toEqual(
      expect.arrayContaining(['risk_per_trade', 'max_at_risk', 'max_drawdown', 'liquidation_distance']),
    )
    expect(PRESETS[name].breakers.map(({ state }) => state)).toContain('halted_flat')
  },
)

test.each([
  ['small-account', [2, 5, 20]],
  ['autonomous', [2, 5, 20]],
  ['two-six', [2, 6, 6]],
  ['balanced', [1, 3, 8]],
  ['scalp', [0.5, 3, 20]],
] as const)('%s loses at most %j percent in a trade, a day, a month', (name, expected) => {
  expect(
    worstLosses(PRESETS[name])
      .slice(0, 3)
      .map(({ pct }) => pct),
  ).toEqual(expected)
})

test('without limits all can be lost, and it says so', () => {
  expect(worstLosses({ limits: {}, breakers: [], timeZone: 'UTC' })[0]).toEqual({
    over: 'a trade',
    pct: 100,
    by: 'nothing: the whole account',
  })
})

test('only names of its own are presets', () => {
  expect(presetOf('toString')).toBeUndefined()
})

test('every limit makes a rule of its own', () => {
  const least = Object.fromEntries(
    Object.entries(LIMITS).map(([name, { fields }]) => {
      const values = Object.fromEntries(Object.entries(fields).map(([field, { min }]) => [field, min]))
      return [name, 'value' in values ? values.value : values]
    }),
  )
  const names = rulesOfLimits(least, 0.0022).map((rule) => rule.name)
  expect(names).toHaveLength(Object.keys(LIMITS).length)
  // The four ways to spread the capital are one rule.
  expect(new Set(names).size).toBe(names.length - 3)
})
