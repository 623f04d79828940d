import { describe, expect, test } from 'vitest'
import { parseRiskSettings } from './parse-risk-settings.ts'
import { PRESETS } from './presets.ts'
import { mistakeOf } from './testing/mistakes.ts'

const mistakeIn = (json: unknown) => mistakeOf(() => parseRiskSettings(json))

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
  expect(parseRiskSettings({})).toStrictEqual({ limits: {}, breakers: [], timeZone: 'UTC' })
  expect(parseRiskSettings({ breakers: [breaker] }).breakers).toStrictEqual([breaker])
  expect(parseRiskSettings({ preset: 'balanced', breakers: [] }).breakers).toEqual([])
  expect(parseRiskSettings({ preset: 'custom', limits: { maxPositions: 3 } })).toStrictEqual({
    limits: { maxPositions: 3 },
    breakers: [],
    timeZone: 'UTC',
  })
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
    [{ timeZone: 3 }, 'timeZone: 3 is no time zone. Write "UTC" or "Europe/Berlin".'],
    [{ maxHoldHours: 0 }, 'maxHoldHours: maxHoldHours cannot be 0. Write a number from 0.01 to 100000 (hours).'],
    [{ preset: ['balanced'] }, 'preset: unknown preset ["balanced"]. Did you mean "balanced"?'],
    [
      { limits: { flip: { withinMinutes: 5, costTimes: 101 } } },
      'limits.flip.costTimes: costTimes cannot be 101. Write a number from 0.1 to 100 (times).',
    ],
    [{ limits: { flip: 5 } }, 'limits.flip: flip is 5. Write an object: { }.'],
    [{ breakers: {} }, 'breakers: breakers are {}. Write a list: [].'],
    [
      { breakers: [{ name: 'x', since: 'week' }] },
      'breakers.0.since: since cannot be "week". Write one of day, month, peak.',
    ],
  ])('%j', (json, expected) => {
    expect(mistakeIn(json)).toContain(expected)
  })

  test.each([
    undefined,
    3,
    '',
    'Daily',
    '1day',
    '_day',
    'daily loss',
    'daily-loss',
    'daily_Loss',
    'operator',
    'global',
  ])('a breaker cannot be named %j', (name) => {
    expect(mistakeIn({ breakers: [{ name }] })).toBe(
      `breakers.0.name: a breaker is named ${JSON.stringify(name)}. Write a name in small letters: "daily_loss".`,
    )
  })

  const breaker = { name: 'd', since: 'day', limitPct: 5, state: 'halted', release: 'on_recovery', releasePct: 0 }
  test.each([
    [
      { limitPct: 0.4 },
      'limitPct: limitPct cannot be 0.4. If you mean 40 %, write 40. Write a number from 0.5 to 100 (%)',
    ],
    [{ state: 'active' }, 'state: state cannot be "active". Write one of close_only, halted, halted_flat'],
    [
      { release: 'daily' },
      'release: release cannot be "daily". Write one of next_day, next_month, on_recovery, manual',
    ],
    [{ releasePct: -1 }, 'releasePct: releasePct cannot be -1. Write a number from 0 to 100 (%)'],
    [{ until: 3 }, 'until: unknown key "until". Known: name, since, limitPct, state, release, releasePct'],
  ])('of a breaker: %j', (wrong, expected) => {
    expect(mistakeIn({ breakers: [breaker] })).toBe('none')
    expect(mistakeIn({ breakers: [breaker, { ...breaker, ...wrong }] })).toBe(`breakers.1.${expected}.`)
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

  test('null takes no section away in silence', () => {
    expect(mistakeIn({ preset: 'balanced', limits: null })).toContain('limits is null')
    expect(mistakeIn({ preset: 'balanced', timeZone: null })).toContain('null is no time zone')
  })

  test('and those that just do not are taken', () => {
    expect(mistakeIn({ limits: { riskPerTradePct: 5, dailyLossPct: 5, monthlyDrawdownPct: 5 } })).toBe('none')
    expect(mistakeIn({ breakers: [{ ...breaker, releasePct: 14.99 }] })).toBe('none')
  })
})
