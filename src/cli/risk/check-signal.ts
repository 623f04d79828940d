import type { EntrySignal } from '../../core/signal.ts'
import { Breakers } from '../../risk/breakers.ts'
import type { AccountView, ProposedEntry, RiskRule } from '../../risk/risk-rule.ts'
import type { RiskSettings } from '../../risk/risk-settings.ts'
import { type RuleVerdict, ruleVerdicts } from '../../risk/rule-verdicts.ts'
import { tradingStateRule } from '../../risk/rules/trading-state-rule.ts'
import { type Refusal, type SizedEntry, sizeEntry } from '../../risk/size-entry.ts'
import { booksOf, type KnownAccount, type KnownPosition, viewOf } from './known-account.ts'
import type { AskedSignal } from './parse-signal.ts'
import type { Place } from './place-of-check.ts'
import { type Costs, proposeEntry, rulesUnder } from './propose-entry.ts'
import { returnsOfFiles } from './returns-of-files.ts'

/** What a signal is judged by. */
export interface CheckRequest {
  readonly settings: RiskSettings
  readonly asked: AskedSignal
  readonly place: Place
  readonly account: KnownAccount
  readonly costs: Costs
}

export interface Check {
  readonly entry: ProposedEntry
  readonly view: AccountView
  readonly verdicts: readonly RuleVerdict[]
  /** Rules that a run would ask as well, and why they cannot be asked here. A run may allow less than `sized` for them, never more. */
  readonly notJudged: readonly Refusal[]
  readonly sized: SizedEntry
  readonly notes: readonly string[]
}

/** What every rule of a run under the settings says of the signal, and the size that the engine would give it. */
export function checkSignal({ settings, asked, place, account, costs }: CheckRequest): Check {
  const { signal, leverage } = asked
  const { now, files } = place
  const { symbol } = now.instrument
  const open = account.positions.find((position) => position.symbol === symbol)
  const { symbols, marketCount, gap } = marketsOf(place, account)
  const market = symbols.indexOf(symbol)
  const maxHoldMs = (settings.maxHoldHours ?? Number.POSITIVE_INFINITY) * 3_600_000
  const held = signal.adds === true ? open : undefined
  const entry = proposeEntry(now, { signal, leverage, maxHoldMs, market, held })
  const past = booksOf(account, symbols)
  new Breakers(settings.breakers, past, () => {}).check(account.equity, now.at)
  const wanted = [tradingStateRule, ...positionRule(signal, open), ...rulesUnder(settings, costs)]
  const blind = gap === undefined ? [] : wanted.filter(({ reads }) => reads === 'returns')
  const rules = wanted.filter((rule) => !blind.includes(rule)).map((rule) => withCure(rule, place))
  const returns = rules.some(({ reads }) => reads === 'returns') ? returnsOfFiles(files, now.at) : undefined
  const view = viewOf(account, { symbols, marketCount, market, side: signal.side, past, returns })
  return {
    entry,
    view,
    verdicts: verdictsOf(entry, rules, view),
    notJudged: [...blind.map(({ name }) => ({ rule: name, reason: gap ?? '' })), ...conditionsOf(signal)],
    sized: sizeEntry(entry, rules, view),
    notes: notesOf(signal, open),
  }
}

/** The markets of the check, and why returns of them are not known, if they are not. */
function marketsOf({ now, files }: Place, { positions, trades }: KnownAccount) {
  const own = files.length === 0 ? [now.instrument.symbol] : files.map(({ instrument }) => instrument.symbol)
  const held = new Set([...own, ...positions.map(({ symbol }) => symbol)])
  const symbols = [...new Set([...held, ...trades.map(({ symbol }) => symbol)])]
  return { symbols, marketCount: held.size, gap: gapOf(files.length, [...held].slice(own.length)) }
}

function gapOf(fileCount: number, without: readonly string[]): string | undefined {
  if (fileCount < 2)
    return 'it compares returns of several symbols: give --data-file one file for each symbol of the run'
  if (without.length === 0) return undefined
  return `it compares returns of all that is held: add a file of ${without.join(' and ')} to --data-file`
}

/** What the engine refuses before it asks a rule. */
function positionRule({ side, adds }: EntrySignal, open: KnownPosition | undefined): RiskRule[] {
  const isSame = open?.side === side
  if (adds === true && !isSame)
    return [refusing('nothing_to_add_to', `there is no ${side} position of this symbol to add to`)]
  if (adds === true || !isSame) return []
  return [refusing('already_in_position', 'the position is already open; a signal with `adds` would add to it')]
}

function refusing(name: string, reason: string): RiskRule {
  return { name, largest: () => 0, explain: () => reason }
}

/** Of an entry whose levels are no levels no rule says anything that would mean something. */
function verdictsOf(entry: ProposedEntry, rules: readonly RiskRule[], view: AccountView): RuleVerdict[] {
  const bare = sizeEntry(entry, [], view)
  const hasFlaw = 'rule' in bare && bare.rule !== 'no_sizing'
  const verdicts = ruleVerdicts(entry, hasFlaw ? [tradingStateRule] : rules, view).map(toldOfState)
  const outcome = sizeEntry(entry, rules, view)
  const isToldOf = !('rule' in outcome) || verdicts.some(({ rule }) => rule === outcome.rule)
  return isToldOf ? verdicts : [...verdicts, { ...outcome, verdict: 'refuses', largest: 0 }]
}

/** That the account may trade is told, even if the rule does not care. */
function toldOfState(verdict: RuleVerdict): RuleVerdict {
  const isActive = verdict.rule === tradingStateRule.name && verdict.reason === undefined
  return isActive ? { ...verdict, reason: 'the account is active: no breaker is at its limit now' } : verdict
}

/** A rule that lacks the average true range says where it would come from. */
function withCure(rule: RiskRule, { now, files }: Place): RiskRule {
  if (rule.reads !== 'atr' || !Number.isNaN(now.atr)) return rule
  const cure = files.length === 0 ? 'add --data-file to know it, or --atr' : 'the data file holds too few bars'
  return { ...rule, explain: (entry, account) => `${rule.explain(entry, account)}; ${cure}` }
}

/** Conditions of a signal need the indicators of a run. */
function conditionsOf({ invalidWhen = [] }: EntrySignal): Refusal[] {
  if (invalidWhen.length === 0) return []
  return [{ rule: 'already_invalid', reason: `a run refuses the entry when one is met: ${invalidWhen.join(', ')}` }]
}

function notesOf({ side, adds }: EntrySignal, open: KnownPosition | undefined): string[] {
  if (open === undefined || open.side === side || adds === true) return []
  return [`the ${open.side} position of ${open.symbol} is closed first, and the entry judged again once it is flat`]
}
