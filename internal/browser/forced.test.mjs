/**
 * Every kind of page holds what readers set on their device: in forced colours
 * nothing vanishes, with wider text spacing nothing is cut off, with less motion
 * nothing moves, and from right to left everything is mirrored.
 */
import { everyKind, problemsAtHome } from './kinds.mjs'
import { vanished } from './forced.mjs'
import { unmirrored } from './mirror.mjs'
import { moving } from './motion.mjs'
import { findsPlanted } from './planted.mjs'
import { cramped } from './spacing.mjs'

const ways = [
  { width: 320, forcedColors: 'active', colorScheme: 'light' },
  { width: 1280, forcedColors: 'active', colorScheme: 'dark' },
]

everyKind('holds what readers set', ways, look)

async function look(tab, path) {
  await tab.open(path)
  return [...(await vanished(tab.page)), ...(await cramped(tab.page)), ...(await moving(tab.page)), ...(await unmirrored(tab.page))]
}

const tag = 'border: 1px solid #4c6272;\n}'

findsPlanted(
  [
    ['a button without an edge', 'assets/page.css', 'border: 2px solid transparent', 'border: 0', /<button .* has no edge/],
    ['a header without an edge', 'assets/page.css', 'border-bottom: 1px solid', 'border-bottom: 0 solid', /<header> has no edge/],
    ['a tag without an edge', 'assets/page.css', 'border: 1px solid #4c6272', 'border: 0', /<strong class="tag"> has no edge/],
    ['a field without an edge', 'assets/page.css', 'border: 2px solid #4c6272', 'border: 0', /<input .* has no edge/],
    ['a box that cuts its text off', 'assets/page.css', tag, `${tag} .tag { display: inline-block; height: 0.5em; overflow: hidden }`, /“Open” is cut off by <strong/],
    ['a box that is too low', 'assets/page.css', tag, `${tag} .tag { display: inline-block; height: 0.4em; line-height: 1 }`, /“Open” sticks out of <strong/],
    ['text over text', 'assets/page.css', tag, `${tag} h2 { margin-bottom: -2.5rem }`, /“What you get” lies over “£25/],
    ['text that may not break', 'assets/page.css', tag, `${tag} h2 { width: max-content; padding-right: 130px }`, /wider text spacing: scrolls sideways/],
    ['something that changes slowly', 'assets/page.css', tag, `${tag} a { transition: color 1s }`, /<a .*> changes within 1s/],
    ['something that moves', 'assets/page.css', tag, `${tag} h1::after { content: "!"; animation: 1s hop infinite }`, /<h1><\/h1>::after is animated by hop/],
    ['smooth scrolling', 'assets/page.css', 'body {', 'html { scroll-behavior: smooth } body {', /scrolls smoothly/],
    ['a side that is not mirrored', 'assets/page.css', tag, `${tag} main p { margin-left: 3rem }`, /<p><\/p> stands \d+ px from the left, and \d+ px from the right/],
  ],
  (site) => problemsAtHome(site, ways[0], look),
)
