/**
 * Netlify's `_headers` file, read the way Netlify reads it.
 *
 * The checks serve a site with its own headers, because a Content-Security-Policy
 * that only exists in production is found out by visitors, not by tests.
 */

/** Turns the text of a `_headers` file into rules: `[{ pattern, headers }]`. */
export function parseHeaders(source) {
  const rules = []
  for (const line of source.split('\n')) {
    if (line.trim() === '' || line.trim().startsWith('#')) continue
    if (line.trim().startsWith('/')) rules.push({ pattern: pathPattern(line.trim()), headers: {} })
    else addHeader(rules.at(-1), line.trim())
  }
  return rules
}

/** The headers for a path. When two rules set the same one, the later wins. */
export function headersFor(rules, path) {
  const matching = rules.filter((rule) => rule.pattern.test(path))
  return Object.assign({}, ...matching.map((rule) => rule.headers))
}

/**
 * What must change on plain http: HSTS means nothing there, and
 * upgrade-insecure-requests would send the browser to an https that is not there.
 */
export function forPlainHTTP(headers) {
  const { 'strict-transport-security': _, ...rest } = headers
  const policy = rest['content-security-policy']
  if (policy) rest['content-security-policy'] = policy.replace(/;?\s*upgrade-insecure-requests\s*(?=;|$)/, '')
  return rest
}

// A name given twice under one path is one header with both values.
function addHeader(rule, line) {
  const colon = line.indexOf(':')
  if (!rule || colon < 1) throw new Error(`_headers: "${line}" is not "Name: value" below a path`)
  const name = line.slice(0, colon).toLowerCase()
  const value = line.slice(colon + 1).trim()
  rule.headers[name] = rule.headers[name] ? `${rule.headers[name]}, ${value}` : value
}

// ":name" stands for one folder and "*" for anything; a folder that is "*" may be
// missing. A slash at the end and the case of letters make no difference.
function pathPattern(path) {
  const parts = path.split('/').filter(Boolean).map((part) => {
    if (part === '*') return '(/.*)?'
    if (part.startsWith(':')) return '/[^/]+'
    return '/' + part.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')
  })
  return new RegExp(`^${parts.join('')}/?$`, 'iu')
}
