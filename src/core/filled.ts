/** A `T` whose fields are set one after the other: the hot path fills one object anew instead of making many. */
export type Filled<T> = { -readonly [K in keyof T]: T[K] }
