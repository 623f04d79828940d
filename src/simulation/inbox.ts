import type { OrderRequest } from '../core/order.ts'

export type Message =
  | { readonly type: 'submit'; readonly at: number; readonly id: number; readonly request: OrderRequest }
  | { readonly type: 'cancel'; readonly at: number; readonly id: number }

/** Messages to the venue that are on their way. */
export class Inbox {
  /** The first to arrive last, where it is taken off without moving the others. */
  readonly #messages: Message[] = []

  get isEmpty(): boolean {
    return this.#messages.length === 0
  }

  /** Latency is the same for all, so messages arrive in the order in which they were sent; equal times keep it too. */
  push(message: Message): void {
    const messages = this.#messages
    let place = messages.push(message) - 1
    for (; place > 0 && (messages[place - 1] as Message).at <= message.at; place--)
      messages[place] = messages[place - 1] as Message
    messages[place] = message
  }

  /** Takes out the next message that has arrived by `at`. */
  take(at: number): Message | undefined {
    const first = this.#messages.at(-1)
    return first !== undefined && first.at <= at ? this.#messages.pop() : undefined
  }
}
