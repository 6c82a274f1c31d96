/**
 * Starts the system's Chromium.
 *
 * We use the browser that the system's packages keep patched, never one that a
 * test tool downloads. The flags keep it from talking to anyone but our server.
 */
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright-core'

const quiet = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-gpu',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
]

export function launch() {
  return chromium.launch({ executablePath: findChromium(), args: quiet })
}

/** The path of Chromium or Chrome on this machine, or a thrown hint. */
export function findChromium() {
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(delimiter)]
  const names = ['chromium', 'chromium-browser', 'google-chrome']
  const found = names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram)
  if (!found) throw new Error('Chromium is not installed. On Debian or Ubuntu: sudo apt-get install chromium')
  return found
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
