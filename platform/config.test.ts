import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigError, type Disk, readConfig, readTls, settings } from './config.ts';
import { type Mode, readInstallation, writeInstallation } from './installation.ts';

function read(env: Record<string, string> = {}, args: string[] = [], mode?: Mode) {
  return readConfig(env, args, {
    installed: () => (mode ? { mode, createdAt: '' } : undefined),
    findDataFolder: (dataDir) => ({ dataDir }),
  });
}

describe('the settings', () => {
  it('are those of a demo that only this machine reaches, when nothing is set', () => {
    expect(read()).toEqual({
      verbose: false,
      mode: 'demo',
      host: '127.0.0.1',
      port: 8080,
      processes: 1,
      publicUrl: 'http://localhost:8080',
      trustedProxies: [],
      dataDir: resolve('data'),
      keysFile: resolve('data/keys.json'),
    });
    expect(read({ PORT: '', HOST: '', DATABASE_URL: '', ANXING_CLOCK: '' })).toEqual(read());
  });

  it('make a real installation with --empty, and keep it one without', () => {
    expect(read({}, ['--empty'])).toMatchObject({ mode: 'real', host: '0.0.0.0' });
    expect(read({}, [], 'real')).toMatchObject({ mode: 'real', host: '0.0.0.0' });
    expect(read({}, ['--empty'], 'real').mode).toBe('real');
    expect(read({}, [], 'demo').mode).toBe('demo');
  });

  it('never turn a demo into a real installation', () => {
    expect(() => read({ ANXING_DATA: '/srv/x' }, ['--empty'], 'demo')).toThrow(/\/srv\/x.*demo/);
  });

  it('are taken over when they are right', () => {
    const config = read({
      PORT: '0',
      HOST: '::1',
      PROCESSES: '1',
      PUBLIC_URL: 'https://health.example.org:8443/',
      TRUSTED_PROXY: '10.0.0.1, fd00::/8 ,192.168.0.0/16',
      DATABASE_URL: 'postgres://anxing:secret@db.example.org/anxing',
      ANXING_DATA: '/srv/anxing',
      ANXING_KEYS: '/etc/anxing/keys.json',
      ANXING_CLOCK: '2022-01-20T08:00:00+08:00',
      TLS_CERT: '/etc/cert.pem',
      TLS_KEY: '/etc/key.pem',
      METRICS_TOKEN: 'figures-for-the-observatory',
    });
    expect(config).toEqual({
      verbose: false,
      mode: 'demo',
      host: '::1',
      port: 0,
      processes: 1,
      publicUrl: 'https://health.example.org:8443',
      trustedProxies: ['10.0.0.1', 'fd00::/8', '192.168.0.0/16'],
      databaseUrl: 'postgres://anxing:secret@db.example.org/anxing',
      dataDir: '/srv/anxing',
      keysFile: '/etc/anxing/keys.json',
      clock: new Date('2022-01-20T00:00:00Z'),
      tls: { certFile: '/etc/cert.pem', keyFile: '/etc/key.pem' },
      metricsToken: 'figures-for-the-observatory',
    });
  });

  it('let the data lie elsewhere when nobody said where, and the database is an embedded one', () => {
    const disk: Disk = {
      installed: (dataDir) =>
        dataDir === '/elsewhere' ? { mode: 'real', createdAt: '' } : undefined,
      findDataFolder: () => ({ dataDir: '/elsewhere', notice: 'It lies elsewhere.' }),
    };
    expect(readConfig({}, [], disk)).toMatchObject({
      mode: 'real',
      dataDir: '/elsewhere',
      keysFile: '/elsewhere/keys.json',
      dataNotice: 'It lies elsewhere.',
    });
    const named = readConfig({ ANXING_DATA: '/srv/anxing' }, [], disk);
    expect(named).toMatchObject({ mode: 'demo', dataDir: '/srv/anxing' });
    expect(named.dataNotice).toBeUndefined();
    const remote = readConfig({ DATABASE_URL: 'postgres://db.example.org/anxing' }, [], disk);
    expect(remote.dataDir).toBe(resolve('data'));
  });

  it('take a database behind a socket', () => {
    const url = 'postgres://anxing@/anxing?host=/run/postgresql';
    expect(read({ DATABASE_URL: url }).databaseUrl).toBe(url);
  });

  it('have a real installation answer in a process for each core, four at most, where the system can', () => {
    const { processes } = read({}, ['--empty']);
    const canShare = ['linux', 'freebsd'].includes(process.platform);
    expect(processes).toBe(canShare ? Math.min(availableParallelism(), 4) : 1);
  });

  it('say https of themselves with a certificate', () => {
    const tls = { TLS_CERT: 'c', TLS_KEY: 'k', PORT: '8443' };
    expect(read(tls).publicUrl).toBe('https://localhost:8443');
  });

  it.each([
    ['PORT', '80a'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '8080.5'],
    ['HOST', 'not a host'],
    ['PROCESSES', '0'],
    ['PROCESSES', '2.5'],
    ['PROCESSES', '33'],
    // Of a demo, whose messages and time are those of one process.
    ['PROCESSES', '2'],
    ['PUBLIC_URL', 'health.example.org'],
    ['PUBLIC_URL', 'ftp://health.example.org'],
    ['PUBLIC_URL', 'https://health.example.org/anxing'],
    ['PUBLIC_URL', 'https://user:secret@health.example.org'],
    ['TRUSTED_PROXY', 'everybody'],
    ['TRUSTED_PROXY', '10.0.0.0/33'],
    ['TRUSTED_PROXY', '10.0.0.0/'],
    ['DATABASE_URL', 'mysql://root:secret@localhost/x'],
    ['DATABASE_URL', 'localhost secret'],
    ['DATABASE_OWNER_URL', 'localhost secret'],
    ['DATABASE_OWNER_URL', 'postgres://owner@db.example.org/secret'],
    ['NATS_URL', 'nats://secret@localhost'],
    ['ANXING_CLOCK', 'tomorrow'],
    ['ANXING_CLOCK', '2022-01-20'],
    ['ANXING_CLOCK', '2022-01-20T08:00:00'],
    ['ANXING_CLOCK', '2022-13-20T08:00:00Z'],
    ['TLS_CERT', '/etc/cert.pem'],
    ['TLS_KEY', '/etc/key.pem'],
    ['METRICS_TOKEN', 'secret'],
    ['METRICS_TOKEN', 'a secret with spaces'],
  ])('refuse %s=%s in one line that names it and repeats no secret', (name, value) => {
    const error = refusal(() => read({ [name]: value }));
    expect(error).toBeInstanceOf(ConfigError);
    expect(error.message).toContain(name);
    expect(error.message).not.toContain('\n');
    expect(error.message).not.toContain('secret');
  });

  it('refuse another clock in a real installation', () => {
    const env = { ANXING_CLOCK: '2022-01-20T08:00:00Z' };
    expect(() => read(env, ['--empty'])).toThrow(/ANXING_CLOCK.*demo/);
  });

  it('refuse a sender of messages in a demo, which sends nothing', () => {
    const env = {
      ...{ SMS_PROVIDER: 'aliyun', SMS_KEY_ID: 'id', SMS_KEY_SECRET: 'secret' },
      ...{ SMS_SIGN_NAME: '安行', SMS_TEMPLATE: 'SMS_1' },
    };
    expect(() => read(env)).toThrow(/SMS_PROVIDER.*demo/);
    expect(read(env, ['--empty']).sms).toMatchObject({ provider: 'aliyun' });
  });

  it('refuse an option that is misspelt', () => {
    expect(() => read({}, ['--emtpy'])).toThrow('--emtpy');
  });

  it('are all described, and no other is read', () => {
    const read = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8');
    const source = ['./config.ts', './sms/settings.ts', './wechat/settings.ts'].map(read).join();
    const inUse = source.match(/\benv\.([A-Z_]+)|\b(TLS_[A-Z]+)(?=[ ,}])|\bmust\('[A-Z_]+/g) ?? [];
    const named = inUse.map((use) => use.replace(/^(env\.|must\(')/, ''));
    expect(new Set(named)).toEqual(new Set(settings.map(({ name }) => name)));
  });
});

describe('on disk', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'anxing-config-test-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('an installation says what it is', () => {
    expect(readInstallation(folder)).toBeUndefined();
    writeInstallation(folder, { mode: 'real', createdAt: '2022-01-20T00:00:00Z' });
    expect(readConfig({ ANXING_DATA: folder }, []).mode).toBe('real');
    writeFileSync(join(folder, 'installation.json'), '{"mode":"re');
    expect(() => readInstallation(folder)).toThrow('damaged');
  });

  it('a certificate that is not there is reported by its setting', () => {
    const certFile = join(folder, 'cert.pem');
    const keyFile = join(folder, 'key.pem');
    writeFileSync(certFile, 'certificate');
    expect(() => readTls({ certFile, keyFile })).toThrow(/^TLS_KEY: .*ENOENT/);
    writeFileSync(keyFile, 'key');
    expect(readTls({ certFile, keyFile }).cert.toString()).toBe('certificate');
  });
});

function refusal(run: () => unknown): Error {
  try {
    run();
  } catch (error) {
    return error as Error;
  }
  throw new Error('was not refused');
}
