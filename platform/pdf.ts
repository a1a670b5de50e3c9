import { Worker } from 'node:worker_threads';
import { pdfProblems } from './file-problems.ts';
import type { PdfDocument } from './pdf-document.ts';
import type { PdfAnswer } from './pdf-worker.ts';
import { Problem } from './problems.ts';
import { semaphore } from './semaphore.ts';
import { ask } from './thread.ts';

export * from './pdf-document.ts';

type PdfLimits = {
  /** For one document, in milliseconds. */
  time: number;
  /** Of table cells, facts and pictures together. */
  parts: number;
  pictureBytes: number;
};

const defaultLimits: PdfLimits = { time: 60_000, parts: 60_000, pictureBytes: 60 * 1024 * 1024 };
const heapMb = 768;
/** After this long without work the thread and its fonts leave the memory. */
const idle = 60_000;

const acquire = semaphore({
  atOnce: 1,
  maxWaiting: 30,
  refuse: () => new Problem(pdfProblems.pdf_busy, { retryAfter: 20 }),
});

let thread: Worker | undefined;
let idleTimer: NodeJS.Timeout | undefined;

/**
 * Draws a PDF whose text can be searched and copied, in a thread of its own, one after the other.
 * Fonts are embedded; nothing is fetched from anywhere.
 * @throws Problem of `pdfProblems`
 */
export async function makePdf(
  document: PdfDocument,
  options: Partial<PdfLimits> = {},
): Promise<Buffer> {
  const limits = { ...defaultLimits, ...options };
  checkSize(document, limits);
  const release = await acquire();
  clearTimeout(idleTimer);
  try {
    const answer = await runThread(document, limits.time);
    if ('failed' in answer) throw new Error(`PDF not drawn: ${answer.failed}`);
    const { buffer, byteOffset, byteLength } = answer.pdf;
    return Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);
  } finally {
    idleTimer = setTimeout(stopThread, idle).unref();
    release();
  }
}

function checkSize({ blocks }: PdfDocument, limits: PdfLimits): void {
  let parts = 0;
  let bytes = 0;
  for (const block of blocks) {
    if (block.kind === 'table') parts += block.rows.length * block.columns.length;
    if (block.kind === 'facts') parts += block.facts.length;
    if (block.kind !== 'pictures') continue;
    parts += block.pictures.length;
    for (const { jpeg } of block.pictures) bytes += jpeg.length;
  }
  if (parts > limits.parts || bytes > limits.pictureBytes) {
    throw new Problem(pdfProblems.pdf_too_large);
  }
}

async function runThread(document: PdfDocument, time: number): Promise<PdfAnswer> {
  const timeout = AbortSignal.timeout(time);
  try {
    return await ask<PdfAnswer>(startedThread(), document, timeout);
  } catch (error) {
    await stopThread();
    const { code } = error as NodeJS.ErrnoException;
    const isTooLarge = timeout.aborted || code === 'ERR_WORKER_OUT_OF_MEMORY';
    throw isTooLarge ? new Problem(pdfProblems.pdf_too_large) : error;
  }
}

function startedThread(): Worker {
  thread ??= new Worker(new URL('./pdf-worker.ts', import.meta.url), {
    env: {},
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
  });
  return thread;
}

async function stopThread(): Promise<void> {
  const worker = thread;
  thread = undefined;
  await worker?.terminate();
}
