// A packed event is a row of 32-bit words, one or more for each value. The lowest three bits of a word say what it is, the others how
// much or which. Texts and shapes (the names of an object's fields) are written once in a frame; their numbers count from 0 on.

/** The lowest bits of these four are 0. */
export const NULL = 0 << 3
export const TRUE = 1 << 3
export const FALSE = 2 << 3
/** A field without a value, which JSON leaves out. */
export const NOTHING = 3 << 3
/** A whole number of 29 bits, with its sign. */
export const INTEGER = 1
/** Another number: a double in the two words that follow. */
export const DOUBLE = 2
/** The text of this number. */
export const KNOWN_TEXT = 3
/** A text that comes for the first time: bytes of UTF-8, in the words that follow. It gets the next number. */
export const NEW_TEXT = 4
/** So many values follow. */
export const LIST = 5
/** An object: the values of its fields follow, as the shape of this number has them. */
export const KNOWN_SHAPE = 6
/** An object with so many fields, whose names (texts) and then values follow. The shape gets the next number, before the values. */
export const NEW_SHAPE = 7

/** Whole numbers from -LARGEST_INTEGER up to but not LARGEST_INTEGER are `INTEGER`. */
export const LARGEST_INTEGER = 1 << 28
