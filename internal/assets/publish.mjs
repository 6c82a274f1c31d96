/**
 * Writes built files under names that hold a digest of their content.
 *
 * A browser may then keep a file for ever, and a page that was fetched before an
 * update still finds the stylesheet it was made for.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'

/** Replaces what the folder held and returns the manifest: `{ "site.css": "site-HASH.css" }`. */
export function publish(folder, files) {
  const manifest = Object.fromEntries([...files].map(([name, content]) => [name, hashedName(name, content)]).sort())
  const wanted = new Set([...Object.values(manifest), 'manifest.json', '.gitkeep'])
  mkdirSync(folder, { recursive: true })
  for (const [name, content] of files) writeFileSync(join(folder, manifest[name]), content)
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest, null, 2) + '\n')
  for (const old of readdirSync(folder).filter((name) => !wanted.has(name))) rmSync(join(folder, old))
  return manifest
}

function hashedName(name, content) {
  const digest = createHash('sha256').update(content).digest('hex').slice(0, 10)
  const extension = extname(name)
  return `${name.slice(0, -extension.length)}-${digest}${extension}`
}
