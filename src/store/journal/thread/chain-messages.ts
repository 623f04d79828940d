import type { ChainEnd } from '../chain-writer.ts'
import { HASH_BYTES } from '../segment-header.ts'
import type { PipeMemory } from './word-pipe.ts'

// What goes through the pipe from a session to the thread that writes its journal: four words `kind, words of the body, a, b`, then the body.
// What comes back stands in `AnswerMemory`.

export const HEAD_WORDS = 4

/** A chain begins: its `ChainBeginning` as JSON, with spaces at its end. */
export const BEGIN = 1
/** The payload of a frame; a: the number of its records. */
export const RECORDS = 2
/** Six columns of bars; a: their market, b: how many. */
export const BARS = 3
export const SYNC_LATER = 4
/** These are answered, in their order. */
export const FLUSH = 5
export const SYNC = 6
export const CLOSE = 7

export interface ChainBeginning {
  readonly folder: string
  readonly session: string
  readonly segmentBytes: number
  readonly end: ChainEnd
}

/** Places in `AnswerMemory.state`. */
export const ANSWERED = 0
/** Bytes of `failure` that tell what went wrong; 0 while nothing did. */
export const FAILURE_BYTES = 1

/** 1 once the chain is short of space. */
export const SHORT_OF_SPACE = 2

/** What the thread tells. */
export interface AnswerMemory {
  readonly state: Int32Array
  /** Hash of the last frame, as of the last answer. */
  readonly hash: Uint8Array
  /** A `ToldFailure` as JSON. */
  readonly failure: Uint8Array
}

export interface ToldFailure {
  readonly message: string
  /** Undefined for a bug. */
  readonly cure: string | undefined
}

/** Everything that both threads see. */
export interface ThreadMemory {
  readonly pipe: PipeMemory
  readonly answers: AnswerMemory
}

export function makeAnswers(): AnswerMemory {
  return {
    state: new Int32Array(new SharedArrayBuffer(12)),
    hash: new Uint8Array(new SharedArrayBuffer(HASH_BYTES)),
    failure: new Uint8Array(new SharedArrayBuffer(1 << 16)),
  }
}
