import { beforeAll } from 'vitest';
import { setLang } from '../i18n.ts';

/** Test files share the modules of their worker, and with them the language: each begins in English. */
beforeAll(() => setLang('en'));
