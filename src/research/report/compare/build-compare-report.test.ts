import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import type { ReportFiles } from '../build-report.ts'
import { buildCompareReport } from './build-compare-report.ts'
import type { Comparison } from './comparison.ts'
import { comparisonOf } from './testing/comparison-of.ts'

const { resolve } = createRequire(import.meta.url)
const ASSETS = {
  chartLibrary: '/* the library */',
  fontFiles: [resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'), resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf')],
}
const PICTURES = ['equity', 'drawdown', 'correlation']
const TWO = comparisonOf({ rises: [1010, 1020.123456789, 1033.3333333333333], falls: [990, 980, 970] })

const build = (comparison: Comparison): Promise<ReportFiles> => buildCompareReport(comparison, ASSETS)

test('a report is a page, the table as CSV, three charts as SVG and PNG, and everything as JSON', async () => {
  const files = await build(TWO)
  const pictures = PICTURES.flatMap((id) => [`charts/${id}.svg`, `charts/${id}.png`])
  expect([...files.keys()]).toEqual(['report.html', 'compare.csv', ...pictures, 'compare.json'])
  const result = JSON.parse(String(files.get('compare.json')))
  expect(result.schema).toBe('plimsoll.compare/1')
  expect(result.files.toSorted()).toEqual([...files.keys()].toSorted())
  const ends = result.curves.lines.map(({ equity }: { equity: number[] }) => equity.at(-1))
  expect(ends).toEqual([1033.3333333333333, 970, 1000])
  expect(result.strategies.map(({ summary }: (typeof TWO.ran)[number]) => summary.finalEquity)).toEqual(
    ends.slice(0, 2),
  )
})

test('the same comparison gives the same bytes', async () => {
  const [first, second] = [await build(TWO), await build(TWO)]
  for (const [name, content] of first) {
    expect(Buffer.from(content).equals(Buffer.from(second.get(name) ?? '')), name).toBe(true)
  }
})

test('the name of a strategy cannot become markup in a picture', async () => {
  const files = await build(comparisonOf({ '<img src=x>': [1010, 1020], plain: [1000, 1000] }))
  for (const id of PICTURES) {
    const picture = String(files.get(`charts/${id}.svg`))
    expect(picture).not.toContain('<img')
    expect(picture).toContain('&lt;img src=x&gt;')
  }
})

test('there is a report of nothing that ran', async () => {
  expect((await build(comparisonOf({}))).size).toBe(9)
})
