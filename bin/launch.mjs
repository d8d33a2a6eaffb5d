// Runs a script of this project under a Node that can run it. Plain JavaScript for Node ≥ 18: it is the one file that the
// system's own, perhaps older, Node has to read.
//
//   node bin/launch.mjs [--dev] [--here] FILE [ARGS…]
//
//   --dev   the development dependencies are needed too (tests, checks)
//   --here  run in the folder where the user typed the command, not in the project's
//
// What is missing is installed from the lock file, without running any package's install script. Then the right Node is
// spawned: the system's when it is new enough, else the one that npm brought as an optional dependency.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const NEEDED_MAJOR = 24;
const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** Installs from the lock file what is not installed as it says there. */
export function installWhatIsMissing({ dev }) {
  const wanted = packagesIn(join(root, 'package-lock.json'));
  if (wanted === undefined) return; // an installed package: npm has seen to it
  if (!isInstalling() && !isAnythingMissing(wanted, dev)) return;
  takeTurn();
  const problem = isAnythingMissing(wanted, dev) ? install(wanted, dev) : undefined;
  rmSync(turn, { force: true });
  if (problem !== undefined) fail(problem);
}

function isAnythingMissing(wanted, dev) {
  const found = installedPackages();
  // An install that was cut short can leave npm's record without the packages.
  const isMissing = ([path, { version }]) => found[path]?.version !== version || !existsSync(join(root, path, 'package.json'));
  return Object.entries(wanted).some((entry) => entry[0] !== '' && !entry[1].optional && (dev || !entry[1].dev) && isMissing(entry));
}

function installedPackages() {
  return packagesIn(join(root, 'node_modules', '.package-lock.json')) ?? {};
}

/** Holds the process id of the command that installs: two at once would delete each other's packages. */
const turn = join(root, '.installing');

function isInstalling() {
  try {
    process.kill(Number(readFileSync(turn, 'utf8')), 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Waits until no other command installs, and says that this one does. */
function takeTurn() {
  for (let isTold = false; ; isTold = true) {
    try {
      writeFileSync(turn, String(process.pid), { flag: 'wx' });
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') fail(`The packages cannot be installed: ${error.message}`);
    }
    if (!isInstalling()) rmSync(turn, { force: true });
    else {
      if (!isTold) process.stderr.write(`Waiting for another command that installs packages here (if there is none, delete ${turn}) …\n`);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
    }
  }
}

/** Says what went wrong, if anything. */
function install(wanted, dev) {
  const found = installedPackages();
  // Who develops here keeps his tools, whatever command he runs first after the lock file changed.
  const withDev = dev || Object.entries(wanted).some(([path, entry]) => path !== '' && entry.dev && found[path] !== undefined);
  process.stderr.write(`Installing the packages that package-lock.json names${withDev ? ', with those for development' : ''} …\n`);
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', withDev ? '--include=dev' : '--omit=dev'];
  const npm = process.env.npm_execpath ? [process.execPath, [process.env.npm_execpath, ...args]] : ['npm', args];
  const done = spawnSync(npm[0], npm[1], { cwd: root, stdio: ['ignore', 2, 2] });
  if (done.status === 0) return undefined;
  return `npm could not install the packages (exit ${done.status ?? done.error?.message}). Is the package registry reachable? Try "npm ci" in ${root}.`;
}

/** The packages of a lock file by their paths; undefined where there is no such file. */
function packagesIn(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : undefined;
}

/** The path of a Node ≥ 24: this process's own, else the one from npm. */
export function findNode() {
  if (Number(process.versions.node.split('.')[0]) >= NEEDED_MAJOR) return process.execPath;
  try {
    const name = `node-${process.platform}-${process.arch}/package.json`;
    const path = join(dirname(createRequire(join(root, 'package.json')).resolve(name)), 'bin', 'node');
    if (existsSync(path)) return path;
  } catch {
    // no such package for this platform
  }
  return fail(
    `Chainmail runs on Node ${NEEDED_MAJOR} or newer; this is Node ${process.versions.node}, and npm has no Node for ${process.platform} ${process.arch} here. ` +
      `Install Node ${NEEDED_MAJOR} from https://nodejs.org and try again.`,
  );
}

/**
 * Of the main thread, which mostly waits for others or for the database, the space for new objects: Node would let it grow to 130 MB before it
 * is cleared. It is the default of other threads too (src/archive/pool.ts sets another).
 */
const flags = ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=8'];

/**
 * Memory that is no longer used goes back to the system by pieces of this size (glibc; nothing elsewhere). It would else be kept by the region that
 * each thread takes its memory from: some fifty megabytes in an import of 10,000 messages.
 */
const environment = { MALLOC_TRIM_THRESHOLD_: `${1 << 20}` };

/** Spawns Node on `args`, passes signals on, and ends with the same exit code. */
export function run(args, cwd) {
  const child = spawn(findNode(), [...flags, ...args], { cwd, stdio: 'inherit', env: { ...environment, ...process.env } });
  // A terminal's Ctrl-C reaches the child by itself (same group); a signal sent to this process alone must be handed on.
  process.on('SIGINT', () => {});
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => fail(`Node could not be started: ${error.message}`));
  child.on('exit', (code, signal) => {
    if (signal) {
      process.removeAllListeners(signal);
      process.kill(process.pid, signal);
    } else process.exit(code ?? 1);
  });
}

function fail(text) {
  process.stderr.write(`chainmail: ${text}\n`);
  process.exit(1);
}

const isMain = process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url);
if (isMain) {
  const args = process.argv.slice(2);
  const options = new Set();
  while (args[0] === '--dev' || args[0] === '--here') options.add(args.shift());
  installWhatIsMissing({ dev: options.has('--dev') });
  const [script, ...rest] = args;
  const where = options.has('--here') ? (process.env.INIT_CWD ?? process.cwd()) : root;
  run([join(root, script), ...rest], where);
}
