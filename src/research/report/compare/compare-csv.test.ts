import { expect, test } from 'vitest'
import { compareCsv } from './compare-csv.ts'
import { comparisonOf } from './testing/comparison-of.ts'

const HEADER =
  'strategy,status,trades,winRatePct,totalReturnPct,maxDrawdownPct,sharpe,profitFactor,costs,exposurePct,finalEquity,refusals,note,tradesHash'
/** sha256 of nothing: no trades. */
const NONE = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

test('one strategy a line: full precision, nothing where a figure is not defined, and who is absent with its reason', () => {
  const absent = [{ strategy: 'carry', status: 'left out', reason: 'no funding, no trade' }] as const
  const csv = compareCsv(comparisonOf({ falls: [500, 250] }, { absent, refusals: { 'max positions': 3 } }))
  expect(csv).toBe(
    [
      HEADER,
      `falls,ran,0,,-75,75,,,0,0,250,max positions 3,,${NONE}`,
      'carry,left out,,,,,,,,,,,"no funding, no trade",',
      '',
    ].join('\n'),
  )
})

test('no cell that a user wrote is a formula', () => {
  const [formula, command] = ['=HYPERLINK("x")', '@SUM(A1),+cmd']
  const absent = [{ strategy: command, status: 'stopped', reason: '-1+1' }] as const
  const [, first, second] = compareCsv(comparisonOf({ [formula]: [1000] }, { absent })).split('\n')
  expect(first).toMatch(/^"'=HYPERLINK\(""x""\)",ran,/)
  expect(second).toBe(`"'@SUM(A1),+cmd",stopped,,,,,,,,,,,'-1+1,`)
})
