/** The test server must be as strict as the host, or the other checks check nothing. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { forPlainHTTP, headersFor, parseHeaders } from './headers.mjs'
import { serving } from './serve.mjs'
import { handMade } from './site.mjs'

test('the server applies _headers, redirects folders and answers 404', () =>
  serving(handMade, async (origin) => {
    const home = await fetch(origin + '/')
    assert.equal(home.status, 200)
    assert.match(home.headers.get('content-security-policy'), /^default-src 'none'/)
    assert.doesNotMatch(home.headers.get('content-security-policy'), /upgrade-insecure-requests/)
    assert.equal(home.headers.get('strict-transport-security'), null)

    const asset = await fetch(origin + '/assets/page.css')
    assert.match(asset.headers.get('cache-control'), /immutable/)
    assert.equal(asset.headers.get('x-content-type-options'), 'nosniff')

    const folder = await fetch(origin + '/assets', { redirect: 'manual' })
    assert.equal(folder.headers.get('location'), '/assets/')

    for (const path of ['/missing/', '/_headers', '/.partake/x', '/%2e%2e%2fpackage.json', '/assets/']) {
      const answer = await fetch(origin + path)
      assert.equal(answer.status, 404, path)
      assert.match(await answer.text(), /Page not found/)
    }
  }))

test('of two rules for one header the later wins, and a name given twice is joined', () => {
  const rules = parseHeaders('# why\n/*\n  A: 1\n  B: 1\n  B: 2\n/x/:name/end\n  A: 2\n')
  assert.deepEqual(headersFor(rules, '/'), { a: '1', b: '1, 2' })
  assert.deepEqual(headersFor(rules, '/x/y/end'), { a: '2', b: '1, 2' })
})

test('paths match as they do at Netlify', () => {
  const matches = {
    '/*': ['/', '/a', '/a/b.css'],
    '/assets/*': ['/assets', '/assets/', '/assets/a/b'],
    '/*/feed.xml': ['/feed.xml', '/a/feed.xml', '/a/b/feed.xml'],
    '/*.svg': ['/a.svg', '/a/b.SVG'],
    '/:name/end': ['/a/end'],
  }
  const others = { '/assets/*': '/assetsx', '/*/feed.xml': '/afeed.xml', '/*.svg': '/asvg', '/:name/end': '/a/b/end', '/a': '/a/b' }
  const applies = (pattern, path) => headersFor(parseHeaders(`${pattern}\n  A: 1\n`), path).a === '1'
  for (const [pattern, paths] of Object.entries(matches)) for (const path of paths) assert.ok(applies(pattern, path), `${pattern} ${path}`)
  for (const [pattern, path] of Object.entries(others)) assert.ok(!applies(pattern, path), `${pattern} ${path}`)
})

test('only what plain http forbids is dropped', () => {
  const policy = "img-src 'self'; upgrade-insecure-requests; base-uri 'none'"
  assert.deepEqual(forPlainHTTP({ 'content-security-policy': policy, 'strict-transport-security': 'max-age=1' }), {
    'content-security-policy': "img-src 'self'; base-uri 'none'",
  })
})

test('a header outside any path is refused', () => {
  assert.throws(() => parseHeaders('  A: 1\n'), /_headers/)
})
