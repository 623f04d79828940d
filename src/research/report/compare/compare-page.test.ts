import { Script } from 'node:vm'
import { expect, test } from 'vitest'
import { comparePage } from './compare-page.ts'
import { COMPARE_SCRIPT } from './compare-script.ts'
import type { Comparison } from './comparison.ts'
import { strategyLines } from './strategy-lines.ts'
import { comparisonOf } from './testing/comparison-of.ts'

const LIBRARY = `/* the library */ const tag = "</script>"`
const EVIL = `</script><img src=x onerror=alert(1)>"'`
const TWO = comparisonOf(
  { rises: [1010, 1020.123456789, 1033.3333333333333], falls: [990, 980, 970] },
  { refusals: { 'max positions': 3 } },
)

const pageOf = (comparison: Comparison): string => comparePage(comparison, strategyLines(comparison), LIBRARY)

interface PageData {
  readonly lines: readonly { readonly id: string; readonly label: string; readonly isShown: boolean }[]
  readonly charts: Readonly<Record<string, { dataset: { source: Readonly<Record<string, readonly number[]>> } }>>
}

function dataOf(page: string): PageData {
  return JSON.parse(page.match(/id="report-data">(.*?)<\/script>/s)?.[1] ?? '') as PageData
}

test('what is drawn last is the final equity of each strategy, to the last bit', () => {
  const source = dataOf(pageOf(TWO)).charts.equity?.dataset.source ?? {}
  expect([source.s0?.at(-1), source.s1?.at(-1)]).toEqual([1033.3333333333333, 970])
  expect(source.s0).toEqual([1000, 1010, 1020.1235, 1033.3333333333333])
  expect(source.market).toEqual([1000, 1000, 1000, 1000])
})

test('every strategy of thirty has its row, its curve and its key, and the best five are shown', () => {
  const names = Array.from({ length: 30 }, (_, k) => `own-${k}`)
  const page = pageOf(comparisonOf(Object.fromEntries(names.map((name, k) => [name, [1000 + 30 - k]]))))
  for (const [k, name] of names.entries()) {
    expect(page).toContain(`<td class="text">${name}</td>`)
    expect(page).toContain(`data-line="s${k}" aria-pressed="${k < 5}"`)
  }
  const { lines, charts } = dataOf(page)
  expect(lines.map(({ label }) => label)).toEqual([...names, 'The market'])
  expect(lines.filter(({ isShown }) => isShown)).toHaveLength(6)
  expect(Object.keys(charts.drawdown?.dataset.source ?? {})).toHaveLength(32)
})

test('the page loads nothing from anywhere, and its script is valid', () => {
  const page = pageOf(TWO)
  expect(page).toContain(`default-src 'none'`)
  expect(page).not.toMatch(/<(link|iframe|img)\b/)
  expect(page).not.toMatch(/\ssrc=["']|@import|url\(|https?:/)
  expect(() => new Script(COMPARE_SCRIPT)).not.toThrow()
})

test('the name of a strategy, a symbol and a reason cannot become markup or a script', () => {
  const absent = [{ strategy: EVIL, status: 'stopped', reason: EVIL }] as const
  const page = pageOf(
    comparisonOf({ [EVIL]: [1010, 1020], plain: [1000] }, { absent, symbols: [EVIL], refusals: { [EVIL]: 1 } }),
  )
  expect(page).not.toContain('<img')
  expect(page.match(/<script/g)).toHaveLength(3)
  expect(page.match(/<\/script/g)).toHaveLength(3)
  expect(dataOf(page).lines[0]?.label).toBe(EVIL)
})

test('stopped, half stopped and left out strategies are named with their reasons, and so are refusals', () => {
  const half = TWO.ran.map((row) => ({ ...row, stoppedOn: [{ symbol: 'ETH/USDT', reason: 'it threw' }] }))
  const absent = [
    { strategy: 'slow', status: 'stopped', reason: 'it took too long' },
    { strategy: 'carry', status: 'left out', reason: 'no funding' },
  ] as const
  const page = pageOf({ ...TWO, ran: half.slice(0, 1), absent })
  expect(page).toContain('<b>slow</b> was stopped: it took too long')
  expect(page).toContain('<b>carry</b> was left out: no funding')
  expect(page).toContain('<b>rises</b> was stopped on ETH/USDT: it threw')
  expect(page).toContain('<td class="text">rises</td><td data-value="3">3</td>')
})

test.each([
  ['of nothing that ran', comparisonOf({})],
  ['of one strategy', comparisonOf({ alone: [1010] })],
  ['of who never traded', comparisonOf({ still: [1000, 1000], quiet: [1000, 1000] })],
  ['of who lost more than it had', comparisonOf({ broke: [10, -10, -20] })],
  ['without bars', comparisonOf({ empty: [] })],
])('the page %s shows no number that is none', (_, comparison) => {
  expect(pageOf(comparison)).not.toMatch(/NaN|Infinity|>undefined|>null/)
})
