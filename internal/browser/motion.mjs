/**
 * Looks whether anything moves for readers who asked their device for less
 * motion, as every tab of these tests does.
 */

/** Everything that moves, a line each. Parts of one kind look alike, so one of each is enough. */
export function moving(page) {
  return page.evaluate(() => {
    const kinds = new Map([...document.querySelectorAll('*')].map((element) => [`${element.tagName} ${element.getAttribute('class')} ${element.id && 'id'}`, element]))
    const how = ({ animationName, transitionDuration, scrollBehavior }) => {
      if (animationName !== 'none') return `is animated by ${animationName}`
      if (transitionDuration.split(', ').some((time) => parseFloat(time) > 0)) return `changes within ${transitionDuration}`
      return scrollBehavior === 'smooth' ? 'scrolls smoothly' : ''
    }
    return [...kinds.values()].flatMap((element) =>
      ['', '::before', '::after'].flatMap((pseudo) => {
        const moves = how(getComputedStyle(element, pseudo || null))
        return moves ? [`with reduced motion: ${element.cloneNode().outerHTML.slice(0, 80)}${pseudo} ${moves}`] : []
      }),
    )
  })
}
