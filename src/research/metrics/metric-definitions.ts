import type { RunSummary } from './run-summary.ts'

/** How a figure is named, in which unit it stands and what it means exactly. */
export interface MetricDefinition {
  readonly label: string
  /** `quote` is the currency of the account; `ratio` has no unit. */
  readonly unit: 'percent' | 'quote' | 'ratio' | 'count' | 'days' | 'bars'
  readonly definition: string
}

type Figure = { [Key in keyof RunSummary]: RunSummary[Key] extends number | null ? Key : never }[keyof RunSummary]

const DAILY = 'Daily: change of the equity from the last close of one UTC day to that of the next; a year has 365.'

/** The stated definition of every figure of a summary: the reports, the dashboard and the docs quote it. */
export const METRIC_DEFINITIONS: Readonly<Record<Figure, MetricDefinition>> = {
  bars: { label: 'Bars', unit: 'count', definition: 'Points of the equity curve: moments at which a bar closed.' },
  days: { label: 'Span', unit: 'days', definition: 'From the open of the first bar to the close of the last.' },
  capital: { label: 'Capital', unit: 'quote', definition: 'Equity before the first bar.' },
  finalEquity: {
    label: 'Final equity',
    unit: 'quote',
    definition: 'Cash, margin and unrealised profit at the last close.',
  },
  totalReturnPct: { label: 'Total return', unit: 'percent', definition: 'Final equity over capital, less one.' },
  annualReturnPct: {
    label: 'Annual return',
    unit: 'percent',
    definition: `Daily returns compounded to one year of 365 of them (empyrical annual_return). ${DAILY} -100 when everything is lost.`,
  },
  cagrPct: {
    label: 'CAGR',
    unit: 'percent',
    definition:
      '(final equity / capital) ^ (365 / days) - 1, by the exact time from first open to last close. -100 when everything is lost.',
  },
  sharpe: {
    label: 'Sharpe ratio',
    unit: 'ratio',
    definition: `Mean of the daily returns over their standard deviation (n - 1), times the root of 365; riskless rate 0. ${DAILY}`,
  },
  sortino: {
    label: 'Sortino ratio',
    unit: 'ratio',
    definition: `Mean of the daily returns x 365 over the downside risk: root mean square of the negative ones (all days count) times the root of 365. ${DAILY}`,
  },
  calmar: { label: 'Calmar ratio', unit: 'ratio', definition: 'CAGR over the maximum drawdown in percent.' },
  omega: {
    label: 'Omega ratio',
    unit: 'ratio',
    definition: `Sum of the positive daily returns over the size of the sum of the negative ones (threshold 0). ${DAILY}`,
  },
  volatilityPct: {
    label: 'Volatility',
    unit: 'percent',
    definition: `Standard deviation (n - 1) of the daily returns times the root of 365. ${DAILY}`,
  },
  var95Pct: {
    label: 'Value at risk, 95%',
    unit: 'percent',
    definition: `Historical: the loss that one day in twenty exceeded, as a positive number (minus the 5th percentile of the daily returns, interpolated). ${DAILY}`,
  },
  cvar95Pct: {
    label: 'CVaR, 95%',
    unit: 'percent',
    definition: `Expected shortfall: mean loss of the worst twentieth of the days, as a positive number. ${DAILY}`,
  },
  maxDrawdownPct: {
    label: 'Max drawdown',
    unit: 'percent',
    definition:
      'Deepest fall of the equity at any close below its highest close before (the capital counts as one), in percent of that peak.',
  },
  maxDrawdown: {
    label: 'Drawdown, amount',
    unit: 'quote',
    definition: 'The largest such fall as an amount; it can be another fall than the one in percent.',
  },
  maxDrawdownDays: {
    label: 'Longest under water',
    unit: 'days',
    definition: 'Time from the last close at a peak to the last close below it, of the stretch with the most bars.',
  },
  maxDrawdownBars: { label: 'Longest under water', unit: 'bars', definition: 'Bars of that stretch.' },
  exposurePct: {
    label: 'Exposure',
    unit: 'percent',
    definition: 'Share of the bars in which a position was held, the bars of entry and exit included.',
  },
  turnover: { label: 'Turnover', unit: 'quote', definition: 'Notional of all entries and exits.' },
  turnoverRatio: {
    label: 'Turnover / capital',
    unit: 'ratio',
    definition: 'Notional of all entries and exits over the capital.',
  },
  trades: {
    label: 'Trades',
    unit: 'count',
    definition: 'Closed round trips; positions open at the end are closed at the last bar.',
  },
  wins: { label: 'Won', unit: 'count', definition: 'Trades with a net result above zero.' },
  losses: { label: 'Lost', unit: 'count', definition: 'Trades with a net result below zero.' },
  draws: { label: 'Drawn', unit: 'count', definition: 'Trades with a net result of exactly zero.' },
  winRatePct: { label: 'Win rate', unit: 'percent', definition: 'Won trades over all trades.' },
  profitFactor: {
    label: 'Profit factor',
    unit: 'ratio',
    definition:
      'Sum of the gains of won trades over the sum of the losses of lost ones, net of costs; not defined when nothing was lost.',
  },
  expectancy: { label: 'Expectancy', unit: 'quote', definition: 'Mean net result of a trade.' },
  expectancyRatio: {
    label: 'Expectancy ratio',
    unit: 'ratio',
    definition:
      '(1 + average win / average loss) x win rate - 1: what a trade is expected to earn per unit that it loses when it loses.',
  },
  sqn: {
    label: 'System quality (SQN)',
    unit: 'ratio',
    definition:
      'Root of the number of trades times their mean net result over its standard deviation (n - 1), after Van Tharp.',
  },
  avgWin: { label: 'Average win', unit: 'quote', definition: 'Mean gain of the won trades.' },
  avgLoss: { label: 'Average loss', unit: 'quote', definition: 'Mean loss of the lost trades, as a positive number.' },
  avgReturnPct: {
    label: 'Average trade',
    unit: 'percent',
    definition: 'Mean of the net results over the notional at entry.',
  },
  bestTrade: { label: 'Best trade', unit: 'quote', definition: 'Largest net result of a trade.' },
  bestTradePct: { label: 'Best trade', unit: 'percent', definition: 'Largest net result over the notional at entry.' },
  worstTrade: { label: 'Worst trade', unit: 'quote', definition: 'Smallest net result of a trade.' },
  worstTradePct: {
    label: 'Worst trade',
    unit: 'percent',
    definition: 'Smallest net result over the notional at entry.',
  },
  longestWinStreak: {
    label: 'Longest winning streak',
    unit: 'count',
    definition: 'Most trades won one after the other, by time of closing.',
  },
  longestLossStreak: {
    label: 'Longest losing streak',
    unit: 'count',
    definition: 'Most trades lost one after the other, by time of closing.',
  },
  avgBarsHeld: {
    label: 'Average holding time',
    unit: 'bars',
    definition: 'Mean number of bars from entry to exit, both counted.',
  },
  slippage: {
    label: 'Slippage',
    unit: 'quote',
    definition: 'What the fills cost against the prices that they referred to; already inside the gross result.',
  },
  grossPnl: {
    label: 'Gross result',
    unit: 'quote',
    definition: 'Price differences between the fills as they were, before fees and funding.',
  },
  fees: { label: 'Fees', unit: 'quote', definition: 'Maker and taker fees of all fills.' },
  funding: {
    label: 'Funding',
    unit: 'quote',
    definition: 'Funding received (positive) or paid (negative) on perpetuals.',
  },
  netPnl: {
    label: 'Net result',
    unit: 'quote',
    definition: 'Gross result less fees plus funding: what reached the account.',
  },
}
