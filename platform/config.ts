import { readFileSync, statSync } from 'node:fs';
import { isIP } from 'node:net';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { ConfigError } from './config-error.ts';
import { type DataFolder, findDataFolder } from './data-folder.ts';
import { type Installation, type Mode, readInstallation } from './installation.ts';
import { readSms, type SmsSettings, smsSettings } from './sms/settings.ts';
import { readWechat, type WechatSettings, wechatSettings } from './wechat/settings.ts';

export { ConfigError };

/** How this process is to run, read from the environment and the command line. */
export type Config = {
  /** `real` when asked for with `--empty` or when the data folder is real already. */
  mode: Mode;
  host: string;
  /** 0 lets the system choose. */
  port: number;
  /** So many processes answer requests. */
  processes: number;
  /** Where people reach this installation, without a slash at the end. */
  publicUrl: string;
  /** Addresses and networks of proxies whose word on the caller's address is taken. */
  trustedProxies: string[];
  /** A PostgreSQL server elsewhere; absent: the embedded one in the data folder. */
  databaseUrl?: string;
  /** The same database as its tables' owner; absent: the server's own role owns them. */
  databaseOwnerUrl?: string;
  /** Absolute path. */
  dataDir: string;
  /** One line for the terminal when the data lies where nobody asked for it to lie. */
  dataNotice?: string;
  /** Absolute path of the file that holds the keys. */
  keysFile: string;
  /** Absolute path of the folder with boundaries of regions. */
  boundariesFolder?: string;
  /** The instant at which the clock of a demo starts. */
  clock?: Date;
  tls?: { certFile: string; keyFile: string };
  /** What a Prometheus has to bring to read the figures. */
  metricsToken?: string;
  /** Who sends short messages. */
  sms?: SmsSettings;
  /** Other systems may be told at private addresses. */
  privateWebhooks?: true;
  /** How people sign in by WeChat. */
  wechat?: WechatSettings;
  /** Also note what goes well. */
  verbose: boolean;
};

type Setting = { name: string; default: string; description: string };

/** Every setting there is, as the README lists them. */
export const settings: readonly Setting[] = [
  { name: 'PORT', default: '8080', description: 'Port to listen on.' },
  {
    name: 'HOST',
    default: '127.0.0.1 for a demo, else 0.0.0.0',
    description: 'Address to listen on.',
  },
  {
    name: 'PUBLIC_URL',
    default: 'http://localhost:PORT',
    description: 'Where people reach this installation: scheme, name and port, no path.',
  },
  {
    name: 'TRUSTED_PROXY',
    default: 'none',
    description: 'Addresses or networks (comma between them) of proxies in front of the server.',
  },
  {
    name: 'PROCESSES',
    default: 'one for each core, 4 at most; 1 for a demo',
    description: 'So many processes answer requests, from 1 to 32; above 1 on Linux and FreeBSD.',
  },
  {
    name: 'DATABASE_URL',
    default: 'the embedded database',
    description: 'A PostgreSQL server, 15 or later: postgres://user:password@host/database.',
  },
  {
    name: 'DATABASE_OWNER_URL',
    default: 'DATABASE_URL',
    description: 'The same database as the owner of its tables; the server then owns nothing.',
  },
  {
    name: 'NATS_URL',
    default: 'none',
    description: 'Reserved for servers on several machines side by side; not supported yet.',
  },
  {
    name: 'ANXING_DATA',
    default: './data',
    description: 'Folder of the data: embedded database, files, keys.',
  },
  {
    name: 'ANXING_KEYS',
    default: 'keys.json in the data folder',
    description: 'File of the keys that encrypt personal data; made when it is missing.',
  },
  {
    name: 'ANXING_BOUNDARIES',
    default: 'none',
    description:
      'Folder of boundaries for the map of the overview: GeoJSON, one file for each region, called after its code.',
  },
  {
    name: 'ANXING_CLOCK',
    default: 'the real time',
    description: 'Instant at which the clock of a demo starts, such as 2022-01-20T08:00:00+08:00.',
  },
  {
    name: 'ANXING_LOG',
    default: 'errors alone',
    description: 'Any value: also note on the terminal what goes well, the database included.',
  },
  {
    name: 'METRICS_TOKEN',
    default: 'none',
    description:
      'Token of 16 characters or more that `/metrics` asks for (Bearer). Without one it answers this ' +
      'machine alone, and nobody once PUBLIC_URL is another name than localhost.',
  },
  {
    name: 'WEBHOOKS_PRIVATE',
    default: 'public addresses by https alone',
    description: 'Any value: other systems may be told at private addresses, and by http.',
  },
  { name: 'TLS_CERT', default: 'none', description: 'Certificate file (PEM), to serve https.' },
  { name: 'TLS_KEY', default: 'none', description: 'Key file (PEM) of that certificate.' },
  ...smsSettings,
  ...wechatSettings,
];

type Env = Record<string, string | undefined>;

/** What the settings depend on beside the environment. */
export type Disk = {
  /** What a data folder holds already. */
  installed: (dataDir: string) => Installation | undefined;
  /** Where the embedded database of a checkout lies when no setting says it. */
  findDataFolder: (usual: string) => DataFolder;
};

const realDisk: Disk = { installed: readInstallation, findDataFolder };

/**
 * Reads the settings. An empty variable counts as absent.
 *
 * @param args the command line after the program's name; `--empty` asks for a real installation.
 * @throws {ConfigError} at the first wrong one.
 */
export function readConfig(env: Env, args: readonly string[], disk: Disk = realDisk): Config {
  const unknown = args.find((arg) => arg !== '--empty');
  if (unknown) throw new ConfigError(`Unknown option ${unknown}; there is --empty and no other.`);
  if (env.NATS_URL) {
    throw new ConfigError('NATS_URL: servers on several machines are not supported yet.');
  }
  const databaseUrl = readDatabaseUrl('DATABASE_URL', env.DATABASE_URL);
  const databaseOwnerUrl = readDatabaseUrl('DATABASE_OWNER_URL', env.DATABASE_OWNER_URL);
  if (databaseOwnerUrl && !databaseUrl) {
    throw new ConfigError('DATABASE_OWNER_URL goes with DATABASE_URL: set both.');
  }
  const { dataDir, notice } = readDataFolder(env.ANXING_DATA, databaseUrl, disk);
  const mode = readMode(dataDir, args.includes('--empty'), disk.installed(dataDir)?.mode);
  const port = readPort(env.PORT);
  const tls = readTlsFiles(env);
  const metricsToken = readMetricsToken(env.METRICS_TOKEN);
  const boundariesFolder = readBoundaries(env.ANXING_BOUNDARIES);
  const clock = readClock(env.ANXING_CLOCK, mode);
  const sms = readSms(env);
  const wechat = readWechat(env);
  if (sms && mode === 'demo') {
    throw new ConfigError('SMS_PROVIDER: a demo sends nothing; it shows messages at /demo/outbox.');
  }
  return {
    mode,
    host: readHost(env.HOST, mode),
    port,
    processes: readProcesses(env.PROCESSES, mode),
    publicUrl: readPublicUrl(env.PUBLIC_URL, `${tls ? 'https' : 'http'}://localhost:${port}`),
    trustedProxies: readProxies(env.TRUSTED_PROXY),
    dataDir,
    ...(notice && { dataNotice: notice }),
    verbose: Boolean(env.ANXING_LOG),
    ...(env.WEBHOOKS_PRIVATE && { privateWebhooks: true }),
    keysFile: resolve(env.ANXING_KEYS || `${dataDir}/keys.json`),
    ...(databaseUrl && { databaseUrl }),
    ...(databaseOwnerUrl && { databaseOwnerUrl }),
    ...(boundariesFolder && { boundariesFolder }),
    ...(clock && { clock }),
    ...(tls && { tls }),
    ...(metricsToken && { metricsToken }),
    ...(sms && { sms }),
    ...(wechat && { wechat }),
  };
}

/** Reads certificate and key. @throws {ConfigError} when one cannot be read. */
export function readTls(tls: NonNullable<Config['tls']>): { cert: Buffer; key: Buffer } {
  const read = (setting: string, path: string) => {
    try {
      return readFileSync(path);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      throw new ConfigError(`${setting}: the file ${path} cannot be read (${code}).`);
    }
  };
  return { cert: read('TLS_CERT', tls.certFile), key: read('TLS_KEY', tls.keyFile) };
}

/** A database elsewhere needs no folder that its own account can reach. */
function readDataFolder(
  value: string | undefined,
  databaseUrl: string | undefined,
  disk: Disk,
): DataFolder {
  if (value) return { dataDir: resolve(value) };
  const usual = resolve('data');
  return databaseUrl ? { dataDir: usual } : disk.findDataFolder(usual);
}

function readBoundaries(value: string | undefined): string | undefined {
  if (!value) return undefined;
  const folder = resolve(value);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new ConfigError(`ANXING_BOUNDARIES: there is no folder ${folder}.`);
  }
  return folder;
}

function readMode(dataDir: string, empty: boolean, installed: Mode | undefined): Mode {
  if (empty && installed === 'demo') {
    throw new ConfigError(
      `--empty: the folder ${dataDir} holds a demo, which never becomes a real installation. ` +
        'Set ANXING_DATA to another folder.',
    );
  }
  return installed ?? (empty ? 'real' : 'demo');
}

function readPort(value: string | undefined): number {
  if (!value) return 8080;
  const port = Number(value);
  if (!/^\d+$/.test(value) || port > 65_535) {
    throw new ConfigError('PORT must be a whole number from 0 to 65535.');
  }
  return port;
}

/** Where the system deals out the connections of an address that several processes listen at. */
const dealsOut: readonly NodeJS.Platform[] = ['linux', 'freebsd'];

function readProcesses(value: string | undefined, mode: Mode): number {
  const canShare = dealsOut.includes(process.platform);
  if (!value) return mode === 'demo' || !canShare ? 1 : Math.min(availableParallelism(), 4);
  const count = Number(value);
  if (!/^\d+$/.test(value) || count < 1 || count > 32) {
    throw new ConfigError('PROCESSES must be a whole number from 1 to 32.');
  }
  if (count > 1 && mode === 'demo') {
    throw new ConfigError('PROCESSES: a demo shows its messages and its own time in one process.');
  }
  if (count > 1 && !canShare) {
    throw new ConfigError('PROCESSES: on this system one process alone can listen.');
  }
  return count;
}

function readHost(value: string | undefined, mode: Mode): string {
  if (!value) return mode === 'demo' ? '127.0.0.1' : '0.0.0.0';
  if (!isIP(value) && !/^[a-z\d]([a-z\d.-]*[a-z\d])?$/i.test(value)) {
    throw new ConfigError('HOST must be an address or a host name, such as 0.0.0.0.');
  }
  return value;
}

function readPublicUrl(value: string | undefined, otherwise: string): string {
  const url = URL.parse(value || otherwise);
  const isOrigin = url && /^https?:$/.test(url.protocol) && url.pathname === '/' && url.hostname;
  if (!isOrigin || url.search || url.hash || url.username) {
    throw new ConfigError(
      'PUBLIC_URL must be scheme, name and port without a path, such as https://health.example.org.',
    );
  }
  return url.origin;
}

function readProxies(value: string | undefined): string[] {
  const proxies = (value ?? '').split(',').map((part) => part.trim());
  return proxies.filter(Boolean).map((proxy) => {
    const [address = '', prefix, ...rest] = proxy.split('/');
    const version = isIP(address);
    const longest = version === 4 ? 32 : 128;
    const isPrefix = prefix === undefined || (/^\d+$/.test(prefix) && Number(prefix) <= longest);
    if (!version || !isPrefix || rest.length > 0) {
      throw new ConfigError(
        'TRUSTED_PROXY must be addresses or networks, such as 10.0.0.1,192.168.0.0/16.',
      );
    }
    return proxy;
  });
}

function readDatabaseUrl(name: string, value: string | undefined): string | undefined {
  if (!value) return undefined;
  // A server behind a Unix socket has no host: postgres://user@/database?host=/run/postgresql.
  const url = URL.parse(value.replace('@/', '@localhost/'));
  if (!url || !/^postgres(ql)?:$/.test(url.protocol)) {
    throw new ConfigError(`${name} must be like postgres://user:password@host:5432/database.`);
  }
  return value;
}

function readClock(value: string | undefined, mode: Mode): Date | undefined {
  if (!value) return undefined;
  if (mode === 'real') throw new ConfigError('ANXING_CLOCK is for demos only.');
  const instant = new Date(value);
  if (!/T.*(Z|[+-]\d\d:\d\d)$/.test(value) || Number.isNaN(instant.getTime())) {
    throw new ConfigError(
      'ANXING_CLOCK must be an instant with its zone, such as 2022-01-20T08:00:00+08:00.',
    );
  }
  return instant;
}

function readMetricsToken(value: string | undefined): string | undefined {
  if (value && !/^[\x21-\x7e]{16,}$/.test(value)) {
    throw new ConfigError(
      'METRICS_TOKEN must be 16 or more letters, digits and signs, without spaces.',
    );
  }
  return value || undefined;
}

function readTlsFiles({ TLS_CERT, TLS_KEY }: Env): Config['tls'] {
  if (!TLS_CERT && !TLS_KEY) return undefined;
  if (!TLS_CERT || !TLS_KEY) throw new ConfigError('TLS_CERT and TLS_KEY go together: set both.');
  return { certFile: resolve(TLS_CERT), keyFile: resolve(TLS_KEY) };
}
