import { PlimsollError } from '../../core/errors.ts'
import { Secret } from '../../core/secret.ts'

const ENTER = /^[\r\n]$/
const CTRL_C = '\u0003'
const CTRL_D = '\u0004'
const CTRL_U = '\u0015'
const BACKSPACE = /^[\b\u007f]$/
/** What terminals put around a paste, and the keys that move a cursor. */
const ESCAPES = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*[A-Za-z~]`, 'g')

/**
 * Asks at the terminal without showing what is typed. The terminal shows nothing from the first question until `close`, so that
 * what is typed or pasted ahead of a question stays unseen too.
 */
export class HiddenPrompt {
  /** Letters that came after the end of the answer before. */
  #ahead = ''

  /** The answer to a question. A private key that is pasted may have several lines. */
  ask(question: string): Promise<Secret> {
    const { stdin, stderr } = process
    stdin.setRawMode(true)
    stderr.write(question)
    return new Promise((resolve, reject) => {
      let typed = ''
      const finish = (act: () => void) => {
        stdin.off('data', onData)
        stdin.off('end', onEnd)
        stdin.pause()
        stderr.write('\n')
        act()
      }
      const onEnd = () => finish(() => reject(broughtToEnd()))
      const take = (letters: string) => {
        for (let at = 0; at < letters.length; at++) {
          const letter = letters.charAt(at)
          if (letter === CTRL_C || (letter === CTRL_D && typed === '')) return onEnd()
          if (ENTER.test(letter) && !isWithinPrivateKey(typed)) {
            this.#ahead = letters.slice(at + 1)
            return finish(() => resolve(new Secret(typed.trim())))
          }
          typed = edited(typed, letter)
        }
      }
      const onData = (data: Buffer) => take(data.toString().replaceAll(ESCAPES, ''))
      stdin.on('data', onData)
      stdin.on('end', onEnd)
      stdin.resume()
      take(this.#takeAhead())
    })
  }

  /** The terminal shows again what is typed. */
  close(): void {
    process.stdin.setRawMode(false)
  }

  #takeAhead(): string {
    const ahead = this.#ahead
    this.#ahead = ''
    return ahead
  }
}

function edited(typed: string, letter: string): string {
  if (BACKSPACE.test(letter)) return typed.slice(0, -1)
  if (letter === CTRL_U) return ''
  if (letter === CTRL_D) return typed
  return typed + (ENTER.test(letter) ? '\n' : letter)
}

function isWithinPrivateKey(typed: string): boolean {
  return /^\s*-----BEGIN /.test(typed) && !/-----END [A-Z ]+-----\s*$/.test(typed)
}

function broughtToEnd(): PlimsollError {
  return new PlimsollError('usage', 'nothing was typed to the end', 'Nothing was changed. Start the command again.')
}
