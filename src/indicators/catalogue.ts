import { ema } from './ema.ts'

/** Every indicator by the name that users type. To add one: its file, its test, its line here. */
export const indicators = { ema } as const
