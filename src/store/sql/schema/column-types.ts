/** An exact decimal, as `decimalText` writes it. */
export type DecimalText = string

/** UTC, in milliseconds. */
export type Millis = number
