/**
 * Checks that a link to a document says what it is and how large, so that people
 * who pay for their data can choose.
 */
import { statSync } from 'node:fs'
import { extname, join } from 'node:path'
import { attribute, place, tagged, text } from './dom.mjs'

const kinds = { '.pdf': 'PDF', '.doc': 'Word', '.docx': 'Word', '.odt': 'ODT', '.xls': 'XLS', '.xlsx': 'XLSX', '.csv': 'CSV', '.ppt': 'PPT', '.pptx': 'PPTX', '.zip': 'ZIP', '.brf': 'BRF' }

/** Every link to a document that does not say its type and size, a line each. */
export function downloadFaults(site) {
  return site.pages.flatMap((page) => tagged(page.document, 'a').flatMap((link) => {
    const path = decodeURIComponent((attribute(link, 'href') ?? '').split(/[?#]/)[0])
    const kind = kinds[extname(path).toLowerCase()]
    if (!kind || !path.startsWith('/') || !site.files.has(path.slice(1))) return []
    const wanted = `${kind} only, ${size(statSync(join(site.root, path)).size)}`
    return text(link).includes(wanted) ? [] : [`${place(page, link)}: the link to ${path} says "${text(link).trim()}", and not "${wanted}"`]
  }))
}

/** A size as the NHS content guide writes it: "545KB", "1.2MB". */
export function size(bytes) {
  if (bytes >= 999_500) return `${(bytes / 1e6).toFixed(1).replace('.0', '')}MB`
  return `${Math.max(1, Math.round(bytes / 1000))}KB`
}
