import { dirname, join } from 'node:path';
import PDFDocument from 'pdfkit';
import type { AgreementTerms } from './agreement-terms';

/** Noto Sans in its Chinese form (OFL-1.1): a subset of what the text uses is embedded, so every reader shows it alike. */
const FONT = join(dirname(require.resolve('@embedpdf/fonts-sc')), '..', 'fonts', 'NotoSansHans-Regular.otf');
const MARGIN = 64;
const LABEL_WIDTH = 130;
const SIGNATURE_HEIGHT = 30;

type Page = InstanceType<typeof PDFDocument>;

function writeFacts(page: Page, facts: AgreementTerms['facts']): void {
  for (const [label, value] of facts) {
    const top = page.y;
    page.fillColor('#555').fontSize(9.5).text(label, MARGIN, top, { width: LABEL_WIDTH });
    const labelBottom = page.y;
    page.fillColor('#000').fontSize(10.5);
    page.text(value, MARGIN + LABEL_WIDTH, top, { width: page.page.width - 2 * MARGIN - LABEL_WIDTH });
    page.y = Math.max(page.y, labelBottom) + 4;
  }
}

function writeSections(page: Page, sections: AgreementTerms['sections']): void {
  for (const { heading, lines } of sections) {
    page.moveDown(0.8).fontSize(12).text(heading, MARGIN).moveDown(0.3).fontSize(10.5);
    for (const line of lines) page.text(line, { lineGap: 3 }).moveDown(0.15);
  }
}

function writeSignatures(page: Page, signatures: string[]): void {
  page.moveDown(1).fontSize(10.5);
  // Lines to sign on stay together: one that stands alone on the next page could be torn off.
  const heightNeeded = signatures.length * SIGNATURE_HEIGHT;
  if (page.y + heightNeeded > page.page.height - MARGIN) page.addPage();
  for (const party of signatures) page.text(`${party}：________________________`).moveDown(0.8);
}

/**
 * Sets an agreement on A4 pages. The same terms at the same instant give the same bytes, so that a rendering that is
 * repeated after a crash has the hash that the parties were shown.
 */
export function renderAgreement(terms: AgreementTerms, drawnUpAt: Date): Promise<Buffer> {
  const page = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    lang: 'zh-CN',
    displayTitle: true,
    info: { Title: `${terms.title} ${terms.subtitle}`, Creator: 'Yichuang', CreationDate: drawnUpAt },
  });
  const chunks: Buffer[] = [];
  const done = new Promise<Buffer>((resolve, reject) => {
    page.on('data', (chunk: Buffer) => chunks.push(chunk));
    page.on('end', () => resolve(Buffer.concat(chunks)));
    page.on('error', reject);
  });
  page.font(FONT).fontSize(18).text(terms.title, { align: 'center' });
  page.fillColor('#555').fontSize(9.5).text(terms.subtitle, { align: 'center' }).moveDown(1.2);
  page.fillColor('#000');
  writeFacts(page, terms.facts);
  writeSections(page, terms.sections);
  writeSignatures(page, terms.signatures);
  page.end();
  return done;
}
