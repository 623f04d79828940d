import type { Backend } from '../backend.ts'

/** Names of the views. */
export const documentNames: readonly string[] = Object.keys(viewsOf('sqlite'))

/** Tables of the design documents under their own names, as views: numbers can be compared and added on every server. */
export function documentViews(backend: Backend): string[] {
  const create = backend === 'mysql' ? 'create or replace view' : 'create view'
  return Object.entries(viewsOf(backend)).map(([name, select]) => `${create} ${name} as\n${select}`)
}

function viewsOf(backend: Backend): Readonly<Record<string, string>> {
  const number = (column: string) => (backend === 'sqlite' ? `cast(${column} as real)` : column)
  const moment = (column: string) => momentOf(backend, column)
  return {
    account: `select id, name, exchange, api_key_hash, ${number('balance')} as balance,
  ${number('initial_balance')} as initial_balance, ${number('risk_percentage')} as risk_percentage, max_positions, status,
  ${moment('created_at')} as created_at, ${moment('updated_at')} as updated_at
from accounts`,
    trade: `select id, account_id, symbol, upper(side) as side, upper(replace(type, '-', '_')) as order_type,
  ${number('quantity')} as quantity, ${number('coalesce(mean_price, limit_price)')} as price,
  ${number('mean_price')} * ${number('filled_quantity')} * ${number(`coalesce(contract_size, ${one(backend)})`)} as total_value,
  ${number('fees')} as commission, ${number('stop_price')} as stop_loss, ${number('target_price')} as take_profit,
  case status when 'filled' then 'executed' when 'in-flight' then 'pending' when 'unknown' then 'pending' else status end as status,
  exchange_order_id, ${moment('created_at')} as created_at, ${moment('executed_at')} as executed_at
from orders`,
    position: `select id, account_id, symbol, upper(side) as side, ${number('quantity')} as quantity,
  ${number('entry_price')} as entry_price, ${number('current_price')} as current_price,
  ${number('unrealised_pnl')} as unrealized_pnl, ${number('stop_price')} as stop_loss,
  ${number('target_price')} as take_profit, status, entry_order_id as entry_trade_id,
  ${moment('opened_at')} as created_at, ${moment('updated_at')} as updated_at
from positions`,
    ai_analysis: `select id, symbol, analysis_type, ${number('confidence_score')} as confidence_score, recommendation, model_used,
  tokens_used, ${number('cost')} as cost, ${number('processing_time')} as processing_time, input_data, ai_response,
  ${moment('created_at')} as created_at
from ai_analyses`,
    risk_event: `select id, account_id, event_type, severity, description, data, ${moment('created_at')} as created_at
from risk_events`,
  }
}

function one(backend: Backend): string {
  return backend === 'sqlite' ? "'1'" : '1'
}

/** UTC on every server, whatever time zone it thinks it is in. */
function momentOf(backend: Backend, column: string): string {
  if (backend === 'sqlite') return `strftime('%Y-%m-%d %H:%M:%f', ${column} / 1000.0, 'unixepoch')`
  if (backend === 'postgres') return `timestamp '1970-01-01' + ${column} * interval '1 millisecond'`
  return `timestampadd(microsecond, ${column} * 1000, timestamp '1970-01-01 00:00:00')`
}
