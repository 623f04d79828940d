/** The stages of an entry, in their order: sound in itself, let through by every limit, with a size that can be traded, sent, filled. */
export const ENTRY_STAGES = ['graded', 'allowed', 'sized', 'placed', 'filled'] as const

export type EntryStage = (typeof ENTRY_STAGES)[number]

/** The stage that was not reached: of an entry, `left` of a signal to leave, `order` of an order that protects or closes a position. */
export type Stage = EntryStage | 'left' | 'order'
