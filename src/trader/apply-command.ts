import type { CommandGiven } from '../core/session-event.ts'
import type { SimulatedRun } from '../simulation/simulated-run.ts'

/** What a person can tell a session. */
export type SessionCommand = Omit<CommandGiven, 'type' | 'at'>

/** Does what a person told, between two moments. */
export function applyCommand(run: SimulatedRun, given: SessionCommand): void {
  const { engine } = run
  const { command, by, reason, state, amount, closesPositions } = given
  if (command === 'halt') run.tell(() => engine.halt(state ?? 'close_only', by, reason))
  else if (command === 'resume') run.tell(() => engine.resume(by, reason))
  else if (command === 'deposit') run.deposit(Number(amount))
  else if (closesPositions) run.finish(reason === 'stopped' ? 'force_exit' : 'end_of_data')
}
