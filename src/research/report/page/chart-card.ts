/** The place of a chart. `title` and `note` are HTML. */
export function chartCard(id: string, title: string, heightPx: number, note: string): string {
  return `<section class="card"><div class="head"><h2>${title}</h2><p class="note">${note}</p></div><div class="chart" id="chart-${id}" style="height:${heightPx}px"></div></section>`
}
