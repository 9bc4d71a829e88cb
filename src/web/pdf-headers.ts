/** A PDF that opens in the browser and keeps its name when saved. */
export function pdfHeaders({ title, number }: { title: { zh: string }; number: string }) {
  return {
    'Content-Type': 'application/pdf',
    'Content-Disposition': `inline; filename*=UTF-8''${encodeURIComponent(`${title.zh} ${number}.pdf`)}`,
    'Cache-Control': 'no-store',
  }
}
