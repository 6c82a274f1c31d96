/** In forced colours nothing vanishes: headers, buttons, tags and fields keep an edge. */
import { everyKind, problemsAtHome } from './kinds.mjs'
import { vanished } from './forced.mjs'
import { findsPlanted } from './planted.mjs'

const ways = ['light', 'dark'].map((colorScheme) => ({ width: 320, forcedColors: 'active', colorScheme }))

everyKind('keeps its edges in forced colours', ways, look)

async function look(tab, path) {
  await tab.open(path)
  return vanished(tab.page)
}

findsPlanted(
  [
    ['a button without an edge', 'assets/page.css', 'border: 2px solid transparent', 'border: 0', /<button .* has no edge/],
    ['a header without an edge', 'assets/page.css', 'border-bottom: 1px solid', 'border-bottom: 0 solid', /<header> has no edge/],
    ['a tag without an edge', 'assets/page.css', 'border: 1px solid #4c6272', 'border: 0', /<strong class="tag"> has no edge/],
    ['a field without an edge', 'assets/page.css', 'border: 2px solid #4c6272', 'border: 0', /<input .* has no edge/],
  ],
  (site) => problemsAtHome(site, ways[0], look),
)
