/**
 * Serves an output folder as the real host would, for the browser to visit.
 *
 * It applies the `_headers` file found in the folder and answers what is not
 * there with 404.html. It is a test server: it listens on this machine only.
 */
import { createServer } from 'node:http'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import { forPlainHTTP, headersFor, parseHeaders } from './headers.mjs'

/** The types of file that a site publishes. */
export const types = {
  '.atom': 'application/atom+xml; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.ics': 'text/calendar; charset=utf-8',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mp3': 'audio/mpeg',
  '.mp4': 'video/mp4',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.vtt': 'text/vtt; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.xml': 'application/xml; charset=utf-8',
}

/** Serves a folder for as long as `use` takes; `use` gets the origin. */
export async function serving(root, use) {
  const rules = readRules(root)
  const server = createServer((request, response) => answer(root, rules, request, response))
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    return await use(`http://127.0.0.1:${server.address().port}`)
  } finally {
    server.close()
    server.closeAllConnections()
  }
}

function readRules(root) {
  const file = join(root, '_headers')
  if (!existsSync(file)) throw new Error(`${root} has no _headers file, so its security headers can't be checked.`)
  return parseHeaders(readFileSync(file, 'utf8'))
}

function answer(root, rules, request, response) {
  const path = decodeURIComponent(new URL(request.url, 'http://site').pathname)
  const headers = forPlainHTTP(headersFor(rules, path))
  const found = findFile(root, path)
  if (found === 'folder') return response.writeHead(301, { location: path + '/' }).end()
  const file = found ?? join(root, '404.html')
  response.writeHead(found ? 200 : 404, { 'content-type': types[extname(file)] ?? 'application/octet-stream', ...headers })
  response.end(readFileSync(file))
}

// The URL parser has already resolved every "..". What is left to refuse is
// what the host keeps to itself: names that start with a dot or an underscore.
function findFile(root, path) {
  const parts = path.split('/').filter(Boolean)
  if (parts.some((part) => /^[._]/.test(part) || /[\\\0]/.test(part))) return undefined
  const target = join(root, ...parts)
  if (!existsSync(target)) return undefined
  if (!statSync(target).isDirectory()) return path.endsWith('/') ? undefined : target
  if (!path.endsWith('/')) return 'folder'
  return existsSync(join(target, 'index.html')) ? join(target, 'index.html') : undefined
}
