import { createRequire } from 'node:module';
import { parentPort } from 'node:worker_threads';
import { type PlacedInline, placeInlines } from './pdf-direction.ts';
import type { PdfDocument } from './pdf-document.ts';
import { fontFiles } from './pdf-fonts.ts';
import { layOut } from './pdf-layout.ts';
import { stackFrames } from './stack-frames.ts';

/** What the drawing thread answers to a document. */
export type PdfAnswer = { pdf: Uint8Array } | { failed: string };

const require = createRequire(import.meta.url);
const pdfmake = require('pdfmake') as typeof import('pdfmake');

const allowed = new Set(Object.values(fontFiles).flatMap(({ normal, bold }) => [normal, bold]));
pdfmake.setFonts(fontFiles);
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => allowed.has(path));

// The writer knows lines from left to right alone; their stretches are put in order before each is drawn.
type Line = { inlines: PlacedInline[] };
type Renderer = { prototype: { renderLine(line: Line, x: number, y: number): void } };
const { default: renderer } = require('pdfmake/js/Renderer.js') as { default: Renderer };
const { renderLine } = renderer.prototype;
renderer.prototype.renderLine = function (line, x, y) {
  placeInlines(line.inlines);
  renderLine.call(this, line, x, y);
};

parentPort?.on('message', async (document: PdfDocument) => {
  parentPort?.postMessage(await draw(document));
});

async function draw(document: PdfDocument): Promise<PdfAnswer> {
  try {
    return { pdf: await pdfmake.createPdf(layOut(document)).getBuffer() };
  } catch (error) {
    // The message may hold words of the document: only the kind and the place go on.
    const { name } = error as Error;
    return { failed: `${name} ${stackFrames(error as Error, 5).join(' ')}` };
  }
}
