import { expect, test } from 'vitest'
import { STRATEGY_COLORS, strategyLines } from './strategy-lines.ts'
import { comparisonOf } from './testing/comparison-of.ts'

/** Relative luminance, WCAG 2.2. */
function luminance(color: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (light + 0.05) / (dark + 0.05)
}

const equities = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, k) => [`own-${k}`, [1000 + count - k]]))

test('thirty different colours have a contrast of 3 to the light and to the dark surface', () => {
  expect(new Set(STRATEGY_COLORS).size).toBe(30)
  for (const color of STRATEGY_COLORS) {
    expect(contrast(color, '#ffffff'), color).toBeGreaterThanOrEqual(3)
    expect(contrast(color, '#131b28'), color).toBeGreaterThanOrEqual(3)
  }
})

test('eight strategies are all shown at first, of nine the best five, always with the market', () => {
  const shown = (count: number) =>
    strategyLines(comparisonOf(equities(count))).flatMap(({ label, isShown }) => (isShown ? [label] : []))
  expect(shown(8)).toHaveLength(9)
  expect(shown(9)).toEqual(['own-0', 'own-1', 'own-2', 'own-3', 'own-4', 'The market'])
})

test('baselines are not among the best', () => {
  const all = comparisonOf(equities(9))
  const ran = all.ran.map((row, i) => ({ ...row, isBaseline: i === 0 }))
  const best = strategyLines({ ...all, ran }).flatMap(({ label, isBest }) => (isBest ? [label] : []))
  expect(best).toEqual(['own-1', 'own-2', 'own-3', 'own-4', 'own-5'])
})

test('no two of thirty curves look the same', () => {
  const lines = strategyLines(comparisonOf(equities(30)))
  expect(new Set(lines.map(({ color, dash }) => color + dash)).size).toBe(31)
  expect(new Set(lines.map(({ id }) => id)).size).toBe(31)
})
