// The self-hosted home: opens the databases, serves files and application, runs scheduled jobs, and shuts down cleanly.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { uploadTimeoutMs } from '../../app.ts';
import type { Deps } from '../../ports/deps.ts';
import { parseEnvironment } from '../../ports/env.ts';
import { logNow } from '../../ports/log.ts';
import { createNotifier } from '../../ports/notifier.ts';
import { createMemoryQuotas } from '../../ports/quotas.ts';
import { createSite } from '../../ports/site.ts';
import { createWitnesses } from '../../ports/witnesses.ts';
import { type Home, logUnusableSecrets, markStartOrStop, openHome, runScheduled, takeUpRules } from '../home.ts';
import { createAssets } from './assets.ts';
import { createCompressor } from './compression.ts';
import { readEdgeTable } from './edge-table.ts';
import { createLimits } from './limits.ts';
import { startScheduler } from './scheduler.ts';
import { setTrustedSender } from './sender-address.ts';
import { parseNodeSettings } from './settings.ts';
import { createSmtp } from './smtp.ts';
import { openStores } from './stores.ts';

/**
 * Timeouts in milliseconds. Uploads over slow lines take minutes. `request` is longer than the application's own timeout,
 * which responds with an explanation.
 */
const timeoutsMs = { headers: 15_000, request: uploadTimeoutMs + 10_000, idle: 75_000, socket: 180_000 };
/** Time in milliseconds for running requests to finish at shutdown. */
const shutdownGraceMs = 20_000;

export interface RunningServer {
  origin: string;
  home: Home;
  /** Stops accepting requests, waits for running ones and for jobs, then closes the databases. */
  close(): Promise<void>;
}

function endServer(server: Server): Promise<void> {
  return new Promise((ended) => {
    const timer = setTimeout(() => server.closeAllConnections(), shutdownGraceMs);
    server.close(() => {
      clearTimeout(timer);
      ended();
    });
    server.closeIdleConnections();
  });
}

/**
 * @param raw settings by name, as the environment has them
 * @param steadyNow monotonic clock in milliseconds for the rate limits
 * @throws Error that names missing or invalid settings, or explains why the data cannot be opened
 */
export async function startServer(
  raw: Record<string, string | undefined>,
  log: Deps['log'] = logNow,
  steadyNow: () => number = () => performance.now(),
) {
  const env = parseEnvironment(raw);
  const settings = parseNodeSettings(raw);
  const table = readEdgeTable();
  const assets = createAssets(table.directory);
  const site = createSite(assets);
  const { jurisdictions } = await site.index();
  const ids = jurisdictions.map(({ id }) => id);
  const { stores, migrated, newest, close } = openStores(settings.DATA_DIR, ids, settings.SQLITE_SYNCHRONOUS);
  for (const [jurisdiction, names] of Object.entries(migrated)) {
    log({ level: 'info', message: `${jurisdiction}: ${names.join(', ')} applied` });
  }
  const sendMail = createSmtp(env);
  const home = openHome({
    env,
    stores,
    site,
    log,
    backups: 'command',
    runtime: 'process',
    storeOf: (jurisdiction) => jurisdiction,
    notBefore: newest,
    steady: () => performance.now(),
    limits: createLimits(table.limits, steadyNow),
    quotas: createMemoryQuotas(),
    notifier: createNotifier(env, fetch, log, sendMail),
    witnesses: createWitnesses(env, fetch, (length) => crypto.getRandomValues(new Uint8Array(length)), sendMail),
  });
  try {
    const edited = await takeUpRules(home);
    if (edited.length > 0) throw new Error(edited.join('\n'));
  } catch (error) {
    close();
    throw error;
  }
  await logUnusableSecrets(home);
  await markStartOrStop(home);
  const compress = createCompressor();
  const origin = new URL(env.BASE_URL).origin;
  const listener = getRequestListener(async (request) => {
    const isFile = !table.isForApplication(new URL(request.url).pathname);
    return compress(request, await (isFile ? assets.fetch(request) : home.fetch(request)), isFile);
  });
  const server = createServer(
    {
      headersTimeout: timeoutsMs.headers,
      requestTimeout: timeoutsMs.request,
      keepAliveTimeout: timeoutsMs.idle,
    },
    (incoming, outgoing) => {
      setTrustedSender(incoming, origin, settings.TRUSTED_PROXIES);
      return listener(incoming, outgoing);
    },
  );
  server.timeout = timeoutsMs.socket;
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen(settings.PORT, settings.HOST, listening);
  }).catch((error: unknown) => {
    close();
    throw error;
  });
  const stopClockwork = startScheduler(table.crons, async (cron) => {
    try {
      await runScheduled(home, cron);
    } finally {
      for (const { d1 } of stores.values()) d1.settle();
    }
  });
  const { port } = server.address() as AddressInfo;
  const running: RunningServer = {
    origin: `http://${settings.HOST.includes(':') ? `[${settings.HOST}]` : settings.HOST}:${port}`,
    home,
    async close() {
      await Promise.all([endServer(server), stopClockwork()]);
      await markStartOrStop(home);
      close();
    },
  };
  return running;
}
