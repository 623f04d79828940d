import { originOf, type Projected } from './projected-session.ts'

interface RiskEvent {
  readonly type: 'refusal' | 'order_refusal' | 'state_change' | 'strategy_stopped' | 'stop_set' | 'stop_moved' | 'owes'
  readonly severity: 'info' | 'warning' | 'critical'
  readonly description: string
  readonly symbol?: string
  readonly strategy?: string | null
  readonly rule?: string
  readonly data?: Readonly<Record<string, unknown>>
}

/** Notes what a person who reviews the risk of a session wants to see. */
export function addRiskEvent(projected: Projected, event: RiskEvent): void {
  const { type, severity, description, symbol = null, strategy = null, rule = null, data = {} } = event
  projected.batch.appended.riskEvents.push({
    ...originOf(projected),
    ...{ eventType: type, severity, description, symbol, strategy, rule, data: JSON.stringify(data) },
    ...{ createdAt: projected.at, reviewedAt: null, reviewedBy: null, reviewNote: null },
  })
}
