import { escapeHtml } from '../escape-html.ts'
import { formatSigned } from '../format-number.ts'
import { toneClass } from '../page/html-table.ts'
import { BEST_SHOWN, type StrategyLine } from './strategy-lines.ts'

const DASH_ARRAYS: Readonly<Record<StrategyLine['dash'], string>> = { solid: '', dashed: '6 3', dotted: '2 2' }

/** One button a curve, which switches it off and on in both charts. */
export function legendCard(lines: readonly StrategyLine[]): string {
  if (lines.length === 0) return ''
  const strategies = lines.filter(({ id }) => id !== 'market').length
  const hidden = lines.filter(({ isShown }) => !isShown).length
  const sets = [
    ...(strategies > BEST_SHOWN ? [setButton('best', `Best ${BEST_SHOWN}`)] : []),
    setButton('all', 'All'),
    setButton('none', 'None'),
  ]
  const hint =
    hidden === 0
      ? 'A click switches a curve off and on.'
      : `At first the best ${BEST_SHOWN} of ${strategies} are shown, baselines aside. A click switches a curve on and off.`
  return `<section class="card legend" aria-label="Curves"><div class="keys">${lines.map(key).join('')}</div><div class="sets">${sets.join('')}<p class="note">${hint}</p></div></section>`
}

function key({ id, label, color, dash, isShown, totalReturnPct }: StrategyLine): string {
  const stroke = `<svg width="22" height="10" aria-hidden="true"><line x1="0" y1="5" x2="22" y2="5" stroke="${color}" stroke-width="3" stroke-dasharray="${DASH_ARRAYS[dash]}"/></svg>`
  const total = `<span class="${toneClass(totalReturnPct)}">${formatSigned(totalReturnPct, 1)}%</span>`
  return `<button type="button" class="key" data-line="${id}" aria-pressed="${isShown}">${stroke}<span class="name">${escapeHtml(label)}</span>${total}</button>`
}

function setButton(set: string, label: string): string {
  return `<button type="button" class="set" data-set="${set}">${label}</button>`
}
