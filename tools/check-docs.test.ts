import { expect, it } from 'vitest';
import { wrongNames } from './check-docs.ts';

const readme = 'modules/reports/README.md';
const decision = 'docs/decisions/0006-batched-writes.md';

it.each([
  [decision, '`platform/batch.ts`, `docs/` and `modules/reports/submit/`'],
  [decision, 'a file named alone, `first-report.ts`'],
  [decision, '[another](0009-reports-on-their-way.md) and [a part](../architecture.md#a-module)'],
  [readme, '`submit/first-report.ts`, `periods/` and `encryption.ts`'],
  [readme, '`report.export`, `/api/reports`, `POST /submit`, `web/<app>/` and `text/html`'],
  [readme, '`npm run bench` with `ANXING_DATA`'],
])('takes in %s: %s', (document, line) => {
  expect(wrongNames(line, document)).toEqual([]);
});

it.each([
  [decision, '`platform/no-batch.ts`', 'no such path: platform/no-batch.ts'],
  [decision, '`submit/first-report.ts`', 'no such path: submit/first-report.ts'],
  [decision, '`no-such-file.ts`', 'no such path: no-such-file.ts'],
  [decision, '`modules/nobody`', 'no such path: modules/nobody'],
  [decision, '[gone](0000-gone.md)', 'no such file: 0000-gone.md'],
  [readme, '`submit/rules-first-report.ts`', 'no such path: submit/rules-first-report.ts'],
  [readme, '`no-such-folder/`', 'no such path: no-such-folder/'],
  // Of another module: a README names its own.
  [readme, '`built-in-roles.ts`', 'no such path: built-in-roles.ts'],
  [readme, '`npm run nothing`', 'no such script: nothing'],
  [readme, '`ANXING_NOTHING`', 'no such setting: ANXING_NOTHING'],
])('refuses in %s: %s', (document, line, what) => {
  expect(wrongNames(line, document)).toEqual([what]);
});
