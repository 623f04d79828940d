import type { SessionEvent } from '../../../core/session-event.ts'
import { projectAccount } from './project-account.ts'
import { projectFill } from './project-fill.ts'
import { projectOrder, projectOrderChange } from './project-order.ts'
import { projectRefusal, projectSignal } from './project-signal.ts'
import { projectEnd, projectState, projectStop } from './project-state.ts'
import { projectTrade } from './project-trade.ts'
import type { Projected } from './projected-session.ts'

/** Writes what one event means to the tables. What it means to the ledger is `addPostings`. */
export async function projectEvent(projected: Projected): Promise<void> {
  const event: SessionEvent = projected.event
  switch (event.type) {
    case 'signal':
      return projectSignal({ ...projected, event })
    case 'refusal':
      return projectRefusal({ ...projected, event })
    case 'order':
      return projectOrder({ ...projected, event })
    case 'orderChanged':
      return projectOrderChange({ ...projected, event })
    case 'fill':
      return projectFill({ ...projected, event })
    case 'trade':
      return projectTrade({ ...projected, event })
    case 'account':
      return projectAccount({ ...projected, event })
    case 'state':
      return projectState({ ...projected, event })
    case 'stopped':
      return projectStop({ ...projected, event })
    case 'ended':
      return projectEnd({ ...projected, event })
    case 'started': // made the row of the session
    case 'command': // what follows from it are events of their own
    case 'funding': // is in the ledger, and in the trade
      return
  }
}
