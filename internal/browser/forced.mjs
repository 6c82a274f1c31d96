/**
 * Looks at a page in forced colours, as in Windows' high-contrast themes.
 *
 * There every background is the same colour, so a part that is only tinted melts
 * into the page. What a reader must be able to tell apart needs a border.
 */

// The page's header may do with a line below it; the rest needs an edge all round.
const parts = { 'body > header, .nhsuk-header': 1, 'button, .button, .nhsuk-button, .tag, .nhsuk-tag, input:not([type=hidden]), select, textarea, .partake-poster__said': 4 }

/** Every part that vanishes, a line each. */
export async function vanished(page) {
  const { seen, faults } = await page.evaluate(examineEdges, parts)
  return seen > 0 ? faults : ['there is no header, button or tag to look at']
}

// Runs in the page. A radio shows itself by its label's ::before. An edge is a
// border or an outline that has a width and a colour other than what is behind it.
function examineEdges(parts) {
  const faults = []
  let seen = 0
  const edges = (style) =>
    ['Top', 'Right', 'Bottom', 'Left'].filter((side) => {
      const colour = style[`border${side}Color`]
      return parseFloat(style[`border${side}Width`]) >= 1 && style[`border${side}Style`] !== 'none' && colour !== 'rgba(0, 0, 0, 0)' && colour !== style.backgroundColor
    }).length
  const outlined = (style) => parseFloat(style.outlineWidth) >= 1 && style.outlineStyle !== 'none'
  for (const [selector, wanted] of Object.entries(parts)) {
    for (const element of document.querySelectorAll(selector)) {
      if (!element.checkVisibility({ visibilityProperty: true }) || element.getBoundingClientRect().width <= 1) continue
      seen++
      const styles = [getComputedStyle(element), ...[...(element.labels ?? [])].map((label) => getComputedStyle(label, '::before'))]
      const shows = styles.some((style) => style.opacity !== '0' && (edges(style) >= wanted || outlined(style)))
      if (!shows) faults.push(`${element.cloneNode().outerHTML.replace(/<\/.*/, '')} has no edge in forced colours`)
    }
  }
  return { seen, faults }
}
