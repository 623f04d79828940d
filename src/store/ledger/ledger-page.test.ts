import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { CHART_OF_ACCOUNTS } from './chart-of-accounts.ts'
import { LedgerBooks } from './ledger-books.ts'
import { statementOf } from './statement.ts'
import { exit, fill, funding, HOUR, START, started } from './testing/events.ts'

const page = readFileSync(new URL('../../../docs/ledger.md', import.meta.url), 'utf8')

const EACH = { symbol: 'SYMBOL', asset: 'COIN' } as const

function accounts(): string {
  const rows = Object.entries(CHART_OF_ACCOUNTS).map(([name, line]) => {
    const account = 'each' in line ? `${name}:${EACH[line.each]}` : name
    return `| \`${account}\` | ${line.place} | ${line.about} |`
  })
  return ['| account | is | holds |', '|---|---|---|', ...rows].join('\n')
}

function example(): string {
  const books = new LedgerBooks()
  const events = [
    started(),
    fill(),
    funding(-1.5, { at: START + HOUR }),
    exit({ at: START + 2 * HOUR, fee: 0.005, feeAsset: 'BNB' }),
  ]
  const postings = events.flatMap((event) => books.post(event))
  const lines = postings.map(
    ({ reference, kind, account, amount, asset }) =>
      `${reference.padEnd(10)}  ${kind.padEnd(7)}  ${account.padEnd(20)}  ${amount.padStart(7)} ${asset}`,
  )
  const balances = books.ledger
    .trialBalance()
    .map(({ account, amount, asset }) => `${account.padEnd(12)}  ${amount.toFixed().padStart(7)} ${asset}`)
  const statement = statementOf(postings, 'day').map(
    (line) =>
      `${line.period} ${line.asset.padEnd(4)}  ${line.opening} + ${line.deposits} + ${line.realisedPnl} + ${line.fees} + ${line.funding} = ${line.closing}`,
  )
  return [
    '```',
    ...lines,
    '```',
    '',
    'What is left in the accounts is zero in each asset:',
    '',
    '```',
    ...balances,
    '```',
    '',
    'And its statement by day:',
    '',
    '```',
    ...statement,
    '```',
  ].join('\n')
}

test('docs/ledger.md has the accounts of the ledger', () => {
  expect(page).toContain(accounts())
})

test('docs/ledger.md has the example as the ledger posts it', () => {
  expect(page).toContain(example())
})
