import {
  bigint,
  decimal,
  id,
  integer,
  notNegative,
  optional,
  rowOf,
  type Table,
  text,
  time,
  word,
} from '../../schema/columns.ts'

/** What every row of a session tells: whose it is, and which event it came from. */
const ORIGIN = { id: id(), session_id: rowOf('sessions'), account_id: rowOf('accounts'), sequence: bigint() }

/** What is counted and owed, and who did what. Never changed after a release: changes are later migrations. */
export const bookTables: readonly Table[] = [
  {
    name: 'metrics',
    columns: {
      ...ORIGIN,
      at: time(),
      moments: notNegative(bigint()),
      uptime_ms: notNegative(bigint()),
      equity: decimal(),
      cash: decimal(),
      margin: decimal(),
      exposure: decimal(),
      unrealised_pnl: decimal(),
      realised_pnl: decimal(),
      open_positions: notNegative(integer()),
      trade_count: notNegative(integer()),
      win_rate_pct: optional(decimal()),
      profit_factor: optional(decimal()),
      peak_equity: decimal(),
      drawdown_pct: decimal(),
    },
    unique: [['session_id', 'sequence']],
    indexes: [['at'], ['session_id', 'at'], ['account_id', 'at']],
  },
  {
    name: 'ledger_entries',
    columns: {
      ...ORIGIN,
      line: notNegative(integer()),
      at: time(),
      account: word(150),
      asset: word(20),
      amount: decimal(),
      kind: word(40),
      symbol: optional(word(50)),
      reference: word(200),
    },
    unique: [['session_id', 'sequence', 'line']],
    indexes: [
      ['at'],
      ['session_id', 'at'],
      ['account', 'at'],
      ['account_id', 'at'],
      ['symbol', 'at'],
      ['kind', 'at'],
      ['asset', 'at'],
    ],
  },
  {
    name: 'audit_log',
    columns: {
      id: id(),
      number: notNegative(bigint()),
      at: time(),
      actor: word(100),
      action: word(100),
      subject: word(200),
      data: text(),
      previous_hash: word(64),
      hash: word(64),
    },
    unique: [['number'], ['hash']],
    indexes: [['at'], ['action', 'at'], ['subject', 'at']],
  },
  {
    // Where the chain of the audit log ends: without it nobody would notice that its last rows are gone.
    name: 'audit_heads',
    columns: { id: id(), number: notNegative(bigint()), hash: word(64) },
    unique: [],
  },
]
