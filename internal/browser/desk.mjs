/**
 * Starts a desk of a test's own: the example site in a temporary folder, with
 * keys that were made for it, served by `partake host` on a free port.
 *
 * PARTAKE_PROGRAM names the program: test.sh builds it. A tab gets an address of
 * its own with `from`, since the desk lets one address look 5 times a minute.
 */
import { execFile, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const project = fileURLToPath(new URL('../..', import.meta.url))

/** Opportunities of the example that no date changes, and its bank. */
export const open = 'opportunities/walk-leaders'
export const closed = 'opportunities/northgate-waiting-room'
export const interestPage = `/${open}/interest/`
export const bankPage = '/get-involved/bank/'
export const sendPath = '/api/interest'

/** What a tab needs to seem to come from an address: the desk trusts its proxy. */
export function from(address) {
  return { extraHTTPHeaders: { 'x-forwarded-for': address } }
}

/** Opens a desk: its origin, its pages' folder, what it has stored, and its end. */
export async function openDesk() {
  const folder = mkdtempSync(join(tmpdir(), 'desk-'))
  const partake = inFolder(folder)
  for (const part of ['content', 'static']) cpSync(join(project, part), join(folder, part), { recursive: true })
  await partake('keys', 'new', '--out', 'identity.txt', '--sheet', 'sheet.txt')
  const pin = (await partake('keys', 'pin')).trim()
  writeFileSync(join(folder, 'token'), 'token-of-the-team-for-browser-tests-0123\n', { mode: 0o600 })
  const host = await startHost(folder, pin)
  return {
    origin: host.origin,
    pages: join(folder, '.partake', 'host'),
    /** Every record as the team exports it, opened with its secret key. */
    records: async () => JSON.parse(await partake('inbox', 'export', '--identity', 'identity.txt', '--format', 'json', '--out', '-')),
    show: (reference) => partake('inbox', 'show', reference, '--identity', 'identity.txt'),
    /** Stores a paper sheet, and returns its reference. */
    async add(answers, ...flags) {
      writeFileSync(join(folder, 'sheet.json'), JSON.stringify(answers))
      return (await partake('inbox', 'add', '--by', 'post', '--from', 'sheet.json', ...flags)).trim()
    },
    /** The team's secret key. */
    secret: () => readFileSync(join(folder, 'identity.txt'), 'utf8'),
    /** Starts the team's inbox: the address that works once, what it said, and its end. */
    inbox: (...flags) => startInbox(folder, flags),
    /** A team's computer, which has a copy of what the desk has. */
    async computer(name) {
      const partake = inFolder(join(folder, name))
      mkdirSync(join(folder, name))
      await partake('inbox', 'pull', '--from', host.origin, '--token-file', '../token')
      return {
        partake: (...parameters) => partake('inbox', ...parameters),
        inbox: (...flags) => startInbox(join(folder, name), ['--identity', '../identity.txt', '--recipients', '../recipients.txt', '--token-file', '../token', ...flags]),
      }
    },
    /** All that the desk has logged. */
    log: host.log,
    /** Ends the desk and keeps its folder. */
    stop: host.stop,
    async close() {
      await host.stop()
      rmSync(folder, { recursive: true })
    },
  }
}

function program() {
  const path = process.env.PARTAKE_PROGRAM
  if (!path || !existsSync(path)) throw new Error('PARTAKE_PROGRAM does not name the program. Say: go build -o bin/partake ./cmd/partake, then PARTAKE_PROGRAM=bin/partake.')
  return resolve(path)
}

// The environment holds nothing but what a desk needs, so that no setting of
// this machine, such as a real store, is ever touched.
function inFolder(folder) {
  const path = program()
  return async (...parameters) => (await promisify(execFile)(path, parameters, { cwd: folder, env: { HOME: folder }, maxBuffer: 16 << 20 })).stdout
}

async function startHost(folder, pin) {
  const child = spawn(program(), ['host', '--addr', '127.0.0.1:0', '--base-url', 'http://127.0.0.1', '--trust-proxy', '127.0.0.1'], {
    cwd: folder,
    env: { HOME: folder, PARTAKE_RECIPIENTS_SHA256: pin, PARTAKE_TEAM_TOKEN_FILE: join(folder, 'token') },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise((done) => child.once('exit', (code) => done(code)))
  let log = ''
  const ready = new Promise((done) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        log += text
        const found = log.match(/"msg":"ready","address":"([^"]+)"/)
        if (found) done(found[1])
      })
    }
  })
  const address = await Promise.race([ready, ended.then(() => undefined)])
  if (!address) throw new Error(`partake host did not start:\n${log}`)
  return { origin: `http://${address}`, log: () => log, stop: () => stop(child, ended, () => log) }
}

async function startInbox(folder, flags) {
  const child = spawn(program(), ['inbox', 'open', ...flags], { cwd: folder, env: { HOME: folder }, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise((done) => child.once('exit', (code) => done(code)))
  let log = ''
  const ready = new Promise((done) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        log += text
        const found = log.match(/^http:\S+$/m)
        if (found) done(found[0])
      })
    }
  })
  const address = await Promise.race([ready, ended.then(() => undefined)])
  if (!address) throw new Error(`partake inbox open did not start:\n${log}`)
  return { address: new URL(address), log: () => log, ended, stop: () => stop(child, ended, () => log) }
}

async function stop(child, ended, log) {
  child.kill('SIGTERM')
  const code = await ended
  if (code !== 0) throw new Error(`${child.spawnargs.join(' ')} ended with ${code}:\n${log().slice(-2000)}`)
}
