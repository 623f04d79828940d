import { describe, expect, test } from 'vitest'
import { parseRiskSettings } from './parse-risk-settings.ts'
import { PRESETS } from './presets.ts'
import { SettingsMistake } from './settings-mistake.ts'

/** Where the mistake is, what it is, and the cure. */
function mistakeIn(json: unknown): string {
  try {
    parseRiskSettings(json)
  } catch (error) {
    if (error instanceof SettingsMistake) return `${error.path.join('.')}: ${error.message}. ${error.cure}`
    throw error
  }
  return 'none'
}

test('a file starts from its preset and says what is other', () => {
  const { limits, breakers, timeZone, maxHoldHours } = parseRiskSettings({
    $schema: './risk.schema.json',
    preset: 'scalp',
    limits: { maxPositions: 4, cooldownMinutes: null },
    timeZone: 'Europe/Berlin',
    maxHoldHours: 2,
  })
  const { cooldownMinutes: _, ...rest } = PRESETS.scalp.limits
  expect(limits).toEqual({ ...rest, maxPositions: 4 })
  expect([breakers, timeZone, maxHoldHours]).toEqual([PRESETS.scalp.breakers, 'Europe/Berlin', 2])
})

test('exits of a file take the place of those of its preset', () => {
  const exits = { basis: 'margin', isNet: false, roi: [{ afterHours: 1, enoughPct: -2 }], trailing: { pct: 3 } }
  expect(parseRiskSettings({ preset: 'autonomous' }).exits).toEqual(PRESETS.autonomous.exits)
  expect(parseRiskSettings({ preset: 'autonomous', exits }).exits).toEqual(exits)
})

test('without a preset there is what the file says, and nothing else', () => {
  const breaker = { name: 'week', since: 'peak', limitPct: 10, state: 'halted', release: 'manual' }
  expect(parseRiskSettings({})).toEqual({ limits: {}, breakers: [], timeZone: 'UTC' })
  expect(parseRiskSettings({ breakers: [breaker] }).breakers).toEqual([breaker])
})

describe('what is wrong is told with its place and a cure', () => {
  test.each([
    [[], ': the file is []. Write an object: { }.'],
    [{ limit: {} }, 'limit: unknown key "limit". Did you mean "limits"?'],
    [{ preset: 'balance' }, 'preset: unknown preset "balance". Did you mean "balanced"?'],
    [{ limits: { maxPosition: 3 } }, 'limits.maxPosition: unknown key "maxPosition". Did you mean "maxPositions"?'],
    [{ limits: { maxPositions: '3' } }, 'limits.maxPositions: maxPositions cannot be "3". Write a whole number from 1'],
    [{ limits: { maxPositions: 2.5 } }, 'limits.maxPositions: maxPositions cannot be 2.5. Write a whole number'],
    [
      { limits: { riskPerTradePct: -1 } },
      'riskPerTradePct cannot be -1. Write a number from 0.05 to 100 (% of equity).',
    ],
    [{ limits: { riskPerTradePct: 0.02 } }, 'riskPerTradePct cannot be 0.02. If you mean 2 %, write 2. Write a number'],
    [{ limits: { dailyLossPct: 0.05 } }, 'dailyLossPct cannot be 0.05. If you mean 5 %, write 5.'],
    [{ limits: { minConfidence: 60 } }, 'minConfidence cannot be 60. If you mean 60 %, write 0.6.'],
    [
      { limits: { kelly: { fraction: 0.5 } } },
      'limits.kelly: kelly has no capPct. Give all of fraction, capPct, minTrades.',
    ],
    [
      { limits: { flip: { withinMinutes: 5, costTime: 3 } } },
      'limits.flip.costTime: unknown key "costTime". Did you mean "costTimes"?',
    ],
    [{ exits: {} }, 'exits.basis: basis cannot be undefined. Write one of price, margin.'],
    [{ exits: { basis: 'price', isNet: 1 } }, 'exits.isNet: isNet cannot be 1. Write true or false.'],
    [{ exits: { basis: 'price', ladder: {} } }, 'exits.ladder: ladder is {}. Write a list: [].'],
    [
      { exits: { basis: 'price', ladder: [{ fromPct: 3, keepPct: 3 }] } },
      'exits.ladder.0: keepPct 3 is not below fromPct 3. Keep less than was reached.',
    ],
    [{ exits: { basis: 'price', pullback: { givePct: 0.3, armAtPct: 5 } } }, 'If you mean 30 %, write 30.'],
    [{ exits: { basis: 'price', roi: [{ afterHour: 1 }] } }, 'unknown key "afterHour". Did you mean "afterHours"?'],
    [{ timeZone: 3 }, 'timeZone: 3 is no time zone.'],
    [{ breakers: [{ name: 'operator' }] }, 'breakers.0.name: a breaker is named "operator".'],
    [{ breakers: {} }, 'breakers: breakers are {}. Write a list: [].'],
    [
      { breakers: [{ name: 'x', since: 'week' }] },
      'breakers.0.since: since cannot be "week". Write one of day, month, peak.',
    ],
  ])('%j', (json, expected) => {
    expect(mistakeIn(json)).toContain(expected)
  })
})

describe('limits that contradict each other are refused', () => {
  const breaker = { name: 'x', since: 'peak', limitPct: 15, state: 'close_only', release: 'on_recovery' }
  test.each([
    [{ limits: { riskPerTradePct: 6, dailyLossPct: 5 } }, 'riskPerTradePct 6 is above dailyLossPct 5'],
    [{ limits: { dailyLossPct: 7, monthlyDrawdownPct: 6 } }, 'dailyLossPct 7 is above monthlyDrawdownPct 6'],
    [{ preset: 'two-six', limits: { riskPerTradePct: 7 } }, 'riskPerTradePct 7 is above maxAtRiskPct 6'],
    [{ limits: { confidenceRisk: { minPct: 2, maxPct: 1, from: 0 } } }, 'has minPct 2 above maxPct 1'],
    [{ breakers: [breaker] }, 'x lets go on recovery at no %'],
    [{ breakers: [{ ...breaker, releasePct: 15 }] }, 'x lets go on recovery at 15 %'],
    [{ breakers: [{ ...breaker, release: 'next_day' }] }, 'x counts from the peak and lets go by next_day'],
    [
      {
        breakers: [
          { ...breaker, releasePct: 9 },
          { ...breaker, releasePct: 9 },
        ],
      },
      'two breakers are named x',
    ],
  ])('%j', (json, expected) => {
    expect(mistakeIn(json)).toContain(expected)
  })

  test('and those that just do not are taken', () => {
    expect(mistakeIn({ limits: { riskPerTradePct: 5, dailyLossPct: 5, monthlyDrawdownPct: 5 } })).toBe('none')
    expect(mistakeIn({ breakers: [{ ...breaker, releasePct: 14.99 }] })).toBe('none')
  })
})
