/**
 * Finds what the tests need from Debian: Chromium and PostgreSQL. As root missing packages are installed by apt; as
 * another user they are unpacked without root into .lotse/tools; where neither works one line says what to install.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

const TOOLS = resolve('.lotse/tools');
const isRoot = process.getuid?.() === 0;

export class Missing extends Error {}

function run(command, args, options = {}) {
  return spawnSync(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    ...options,
  });
}

let updated = false;
function install(packages) {
  if (!existsSync('/usr/bin/apt-get')) throw new Missing(`Please install ${packages.join(' and ')} with your system's package manager.`);
  console.log(`Installing for the tests: ${packages.join(' ')} …`);
  if (isRoot && !updated) run('apt-get', ['update', '-qq']);
  const done = isRoot ? run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages]) : unpack(packages);
  updated = true;
  if (done.status !== 0)
    throw new Missing(`The tests need ${packages.join(' and ')}. Install with: sudo apt-get update && sudo apt-get install -y ${packages.join(' ')}`);
}

/** Without root: downloads the packages with all they need and unpacks them into .lotse/tools. */
function unpack(packages) {
  const debs = `${TOOLS}/debs`;
  const state = `${TOOLS}/apt/state/lists/partial`;
  const cache = `${TOOLS}/apt/cache/archives/partial`;
  for (const folder of [debs, state, cache]) mkdirSync(folder, { recursive: true });
  // apt's lists in a folder of ours: those of the system may be missing, and only root may fetch them.
  const own = ['-o', `Dir::State=${TOOLS}/apt/state`, '-o', 'Dir::State::status=/var/lib/dpkg/status', '-o', `Dir::Cache=${TOOLS}/apt/cache`];
  const listed = updated ? { status: 0 } : run('apt-get', [...own, 'update', '-qq']);
  if (listed.status !== 0) return listed;
  const depends = run('apt-cache', [
    ...own,
    'depends',
    '--recurse',
    '--no-recommends',
    '--no-suggests',
    '--no-conflicts',
    '--no-breaks',
    '--no-replaces',
    '--no-enhances',
    ...packages,
  ]);
  if (depends.status !== 0) return depends;
  const installed = new Set(
    run('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Abbrev}\n'])
      .stdout.split('\n')
      .filter((line) => line.includes(' ii'))
      .map((line) => line.split(' ')[0]),
  );
  const wanted = [
    ...new Set(
      depends.stdout
        .split('\n')
        .filter((line) => /^[a-z0-9]/.test(line))
        .map((line) => line.replace(/:.*$/, '').trim()),
    ),
  ].filter((name) => !installed.has(name));
  const got = run('apt-get', [...own, 'download', ...wanted], { cwd: debs });
  if (got.status !== 0) for (const name of wanted) run('apt-get', [...own, 'download', name], { cwd: debs });
  for (const deb of readdirSync(debs).filter((file) => file.endsWith('.deb'))) {
    const done = run('dpkg', ['-x', `${debs}/${deb}`, TOOLS]);
    if (done.status !== 0) return done;
  }
  return { status: 0 };
}

/** The folders of unpacked libraries; some packages keep theirs one folder deeper (pulseaudio, nss). */
function libraries() {
  const roots = ['usr/lib', 'lib']
    .flatMap((lib) => ['x86_64-linux-gnu', 'aarch64-linux-gnu'].map((machine) => `${TOOLS}/${lib}/${machine}`))
    .filter(existsSync);
  const deeper = (root) =>
    readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => `${root}/${entry.name}`)
      .filter((folder) => readdirSync(folder).some((file) => /\.so(\.|$)/.test(file)));
  return roots.flatMap((root) => [root, ...deeper(root)]).join(':');
}

/** Where unpacked fonts lie: fontconfig's own settings name the system's folders only, and a page without a font has no text. */
function fontSettings() {
  const file = `${TOOLS}/fonts.conf`;
  const folders = [`${TOOLS}/usr/share/fonts`, '/usr/share/fonts'].map((folder) => `<dir>${folder}</dir>`).join('');
  writeFileSync(file, `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${folders}<cachedir>${TOOLS}/fonts</cachedir></fontconfig>\n`);
  return file;
}

/** Environment for a program unpacked into .lotse/tools; nothing special for an installed one. */
export function toolEnvironment(path) {
  return path.startsWith(TOOLS) ? { LD_LIBRARY_PATH: libraries(), FONTCONFIG_FILE: fontSettings() } : {};
}

/** The whole browser, and its engine without windows (`shell`), which takes a quarter less of the processor: where there is none, the whole one. */
export function findChromium() {
  const paths = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', `${TOOLS}/usr/lib/chromium/chromium`];
  const found = () => paths.find((path) => existsSync(path));
  if (!found()) install(['chromium', 'fonts-dejavu-core']);
  const path = found();
  if (!path) throw new Missing('The tests need Chromium. Install with: sudo apt-get update && sudo apt-get install -y chromium');
  const version = run(path, ['--version', '--no-sandbox'], { env: { ...process.env, ...toolEnvironment(path) } });
  if (version.status !== 0 && !/^Usage:/.test(version.stdout))
    throw new Missing(`Chromium at ${path} does not start. Install it with: sudo apt-get update && sudo apt-get install -y chromium`);
  return { path, shell: findShell(path) ?? path, version: version.stdout.trim() };
}

/** It works beside the browser whose files it shares, so only root can add it to one that is installed. */
function findShell(chromium) {
  const isOurs = chromium.startsWith(TOOLS);
  const shell = isOurs ? `${TOOLS}/usr/lib/chromium/chromium-headless-shell` : '/usr/bin/chromium-headless-shell';
  try {
    if (!existsSync(shell) && (isOurs || isRoot)) install(['chromium-headless-shell']);
  } catch (error) {
    if (!(error instanceof Missing)) throw error;
  }
  const starts = existsSync(shell) && run(shell, ['--version', '--no-sandbox'], { env: { ...process.env, ...toolEnvironment(shell) } }).status === 0;
  return starts ? shell : undefined;
}

/** Firefox, for the story that is told in it. */
export function findFirefox() {
  const paths = ['/usr/bin/firefox-esr', `${TOOLS}/usr/lib/firefox-esr/firefox-esr`, '/usr/bin/firefox'];
  return found('Firefox', ['firefox-esr'], paths, ['--version']);
}

/** WebKit's engine (Safari's): its driver, the browser it drives, and a screen that nobody sees. */
export function findWebkit() {
  const within = (path) => [`/usr/${path}`, `${TOOLS}/usr/${path}`];
  const packages = ['webkit2gtk-driver', 'xvfb'];
  const machines = ['x86_64-linux-gnu', 'aarch64-linux-gnu'];
  const browsers = ['4.1', '4.0'].flatMap((version) => machines.flatMap((machine) => within(`lib/${machine}/webkit2gtk-${version}/MiniBrowser`)));
  // the driver knows no --version, and answers help with 1; what starts it at all is told by its usage
  const driver = found('WebKit', packages, within('bin/WebKitWebDriver'), ['--help']);
  const [browser, screen] = [browsers, within('bin/Xvfb')].map((paths) => paths.find((path) => existsSync(path)));
  if (!browser || !screen)
    throw new Missing(`The tests need ${packages.join(' and ')}. Install with: sudo apt-get update && sudo apt-get install -y ${packages.join(' ')}`);
  return { driver: driver.path, browser, screen, env: toolEnvironment(driver.path), version: 'WebKitGTK' };
}

function found(name, packages, paths, asked) {
  const here = () => paths.find((path) => existsSync(path));
  if (!here()) install(packages);
  const path = here();
  const help = `Install with: sudo apt-get update && sudo apt-get install -y ${packages.join(' ')}`;
  if (!path) throw new Missing(`The tests need ${name}. ${help}`);
  const version = run(path, asked, { env: { ...process.env, ...toolEnvironment(path), HOME: process.env.HOME ?? '/tmp' } });
  if (version.status !== 0) throw new Missing(`${name} at ${path} does not start. ${help}`);
  return { path, version: version.stdout.trim().split('\n')[0] };
}

/** Redis, for the story of two servers. */
export function findRedis() {
  return found('Redis', ['redis-server'], ['/usr/bin/redis-server', `${TOOLS}/usr/bin/redis-server`], ['--version']);
}

/** The words of Chromium itself, for pictures: without them a date field of a German reads mm/dd/yyyy. */
export function findGermanWords(path) {
  const paths = ['/usr/lib/chromium', `${TOOLS}/usr/lib/chromium`, '/opt/google/chrome'].map((folder) => `${folder}/locales/de.pak`);
  if (!paths.some((file) => existsSync(file))) install(['chromium-l10n']);
  if (!paths.some((file) => existsSync(file))) throw new Missing(`The pictures need the German words of ${path}. Install chromium-l10n.`);
}

export function findPostgres() {
  const roots = ['/usr/lib/postgresql', `${TOOLS}/usr/lib/postgresql`];
  const bins = () =>
    roots
      .flatMap((root) => (existsSync(root) ? readdirSync(root).map((version) => ({ version: Number(version), bin: `${root}/${version}/bin` })) : []))
      .filter(({ version, bin }) => version >= 15 && existsSync(`${bin}/postgres`) && existsSync(`${bin}/initdb`))
      .sort((a, b) => b.version - a.version);
  if (!bins().length) install(['postgresql']);
  const [best] = bins();
  if (!best) throw new Missing('The tests need PostgreSQL 15 or newer. Install with: sudo apt-get update && sudo apt-get install -y postgresql');
  const env = { ...process.env, ...toolEnvironment(best.bin) };
  return { bin: best.bin, env, version: execFileSync(`${best.bin}/postgres`, ['--version'], { encoding: 'utf8', env }).trim() };
}
