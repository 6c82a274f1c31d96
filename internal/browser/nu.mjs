/**
 * Asks the Nu HTML checker about every page and drawing.
 *
 * Stylesheets are left out: Nu doesn't know `clip-path: path()` and other current
 * CSS that nhsuk-frontend uses. esbuild has parsed them at build time, and a warning stops it.
 */
import { execFile } from 'node:child_process'
import { relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const jar = fileURLToPath(import.meta.resolve('vnu-jar/build/dist/vnu.jar'))

// Warnings that we looked at and decided to live with, each with its reason.
const accepted = []

/** Every error and warning in all the sites, a line each. Java starts once, which takes most of the time. */
export async function invalidities(sites) {
  const options = ['--skip-non-html', '--also-check-svg', '--format', 'json', '--stdout', '--exit-zero-always']
  const { stdout } = await run(['-jar', jar, ...options, ...sites.map((site) => site.root)])
  const { messages } = JSON.parse(stdout)
  return messages.filter(({ message }) => !accepted.some((pattern) => pattern.test(message))).map((message) => describe(sites, message))
}

async function run(parameters) {
  try {
    return await promisify(execFile)('java', parameters, { maxBuffer: 256 << 20 })
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
    throw new Error('Java is not installed. On Debian or Ubuntu: sudo apt-get install default-jre-headless', { cause: error })
  }
}

function describe(sites, { url, lastLine, message, extract = '' }) {
  const path = fileURLToPath(url)
  const { root, name } = sites.find((site) => path.startsWith(resolve(site.root) + sep))
  return `${name}: ${relative(root, path)}:${lastLine ?? '?'}: ${message} ${extract.replace(/\s+/g, ' ').trim()}`
}
