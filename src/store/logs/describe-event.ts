import type {
  AccountSeen,
  CommandGiven,
  OrderChanged,
  OrderFilled,
  OrderSent,
  Refusal,
  SessionEvent,
  SessionStarted,
  SignalGiven,
} from '../../core/session-event.ts'
import type { Trade } from '../../core/trade.ts'
import type { LogLevel } from './log-record.ts'

/** An event as a line of the log tells it. */
export interface Description {
  readonly level: LogLevel
  readonly area: string
  readonly message: string
  readonly isTrade: boolean
}

const SYMBOLS_SHOWN = 5
/** The states in which an account trades as usual, or only closes; in all others it does not trade. */
const STATE_LEVELS: Readonly<Record<string, LogLevel>> = { active: 'info', close_only: 'warn' }

/**
 * What happened, in a sentence, and how much it matters: an error is what a person must look at, a warning what limits trading, and
 * what repeats at every bar is for those who search.
 */
export function describeEvent(event: SessionEvent): Description {
  switch (event.type) {
    case 'started':
      return other('info', 'session', startText(event))
    case 'ended':
      return other('info', 'session', `session ended: ${event.end === 'stopped' ? 'stopped' : 'end of the data'}`)
    case 'command':
      return other(event.command === 'halt' ? 'warn' : 'info', 'command', commandText(event))
    case 'signal':
      return other('debug', 'signal', signalText(event))
    case 'refusal':
      return describeRefusal(event)
    case 'order':
      return ofTrade('info', orderText(event))
    case 'orderChanged':
      return describeChange(event)
    case 'fill':
      return ofTrade(event.order === null ? 'error' : 'info', fillText(event))
    case 'funding':
      return ofTrade('info', `${event.symbol} funding ${signed(event.amount)} ${event.asset}`)
    case 'trade':
      return describeTrade(event.trade)
    case 'state':
      return other(
        STATE_LEVELS[event.to] ?? 'error',
        'account',
        `${event.from} to ${event.to} by ${event.cause}: ${event.reason}`,
      )
    case 'stopped':
      return other('error', 'strategy', `${event.strategy} was stopped on ${event.symbol}: ${event.error}`)
    case 'account':
      return other('debug', 'account', accountText(event))
    default: {
      const unknown: never = event
      return other('warn', 'session', `an event that this version does not know: ${JSON.stringify(unknown)}`)
    }
  }
}

/** A closed round trip; one that the venue closed by force is an error. */
export function describeTrade(trade: Trade): Description {
  const { symbol, side, quantity, entryPrice, exitPrice, pnl, returnPct, exitReason, strategy } = trade
  const level = exitReason === 'liquidation' ? 'error' : 'info'
  const result = `${signed(pnl)} (${signed(Number(returnPct.toFixed(2)))} %)`
  const way = `${quantity} from ${entryPrice} to ${exitPrice}`
  return ofTrade(level, `${symbol} ${side} closed by ${exitReason}: ${way}, ${result}, ${strategy}`)
}

function other(level: LogLevel, area: string, message: string): Description {
  return { level, area, message, isTrade: false }
}

function ofTrade(level: LogLevel, message: string): Description {
  return { level, area: 'trade', message, isTrade: true }
}

function startText(event: SessionStarted): string {
  const { session, mode, exchange, capital, quote, timeframe, markets, strategies } = event
  const symbols = markets.map(({ symbol }) => symbol)
  const rest = symbols.length - SYMBOLS_SHOWN
  const shown = `${symbols.slice(0, SYMBOLS_SHOWN).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`
  return `session ${session} started: ${mode} on ${exchange} with ${capital} ${quote}, ${strategies.join(', ')} on ${timeframe} bars of ${shown}`
}

function commandText({ command, by, reason, state, amount }: CommandGiven): string {
  const what = [command, state, amount].filter((part) => part !== undefined).join(' ')
  return `${what} by ${by}: ${reason}`
}

function signalText({ symbol, strategy, side, confidence, reason }: SignalGiven): string {
  return `${symbol} ${side}${confidence === null ? '' : `, confidence ${confidence}`}, ${strategy}: ${reason}`
}

/** An entry that is not made is daily business; an order that protects or closes a position is not. */
function describeRefusal({ symbol, strategy, stage, rule, reason }: Refusal): Description {
  const isExit = stage === 'left' || stage === 'order'
  return other(isExit ? 'warn' : 'debug', 'refusal', `${symbol} ${strategy} refused by ${rule} (${stage}): ${reason}`)
}

function orderText(event: OrderSent): string {
  const { order, symbol, side, orderType, quantity, limitPrice, triggerPrice, purpose, plan, exitReason } = event
  const prices = [
    limitPrice === null ? '' : ` limit ${limitPrice}`,
    triggerPrice === null ? '' : ` trigger ${triggerPrice}`,
  ].join('')
  return `order ${order}: ${side} ${quantity} ${symbol} ${orderType}${prices}, ${purpose}: ${plan?.reason ?? exitReason ?? 'no reason given'}`
}

function describeChange({ order, status, reason }: OrderChanged): Description {
  const level = status === 'unknown' ? 'error' : status === 'refused' || status === 'expired' ? 'warn' : 'debug'
  return ofTrade(level, `order ${order} is ${status}${reason === '' ? '' : `: ${reason}`}`)
}

function fillText(event: OrderFilled): string {
  const { order, symbol, side, quantity, price, fee, feeAsset, liquidity, purpose, positionSide } = event
  const whose = order === null ? 'by force of the venue' : `order ${order}`
  return `${symbol} ${side === 'buy' ? 'bought' : 'sold'} ${quantity} at ${price} (${purpose} ${positionSide}, ${whose}), fee ${fee} ${feeAsset} as ${liquidity}`
}

function accountText({ equity, cash, positions, moments }: AccountSeen): string {
  return `equity ${equity}, cash ${cash}, ${positions.length} open positions after ${moments} moments`
}

function signed(value: number): string {
  const rounded = Number(value.toFixed(8))
  return rounded > 0 ? `+${rounded}` : String(rounded)
}
