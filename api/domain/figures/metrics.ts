// Writes metrics in the Prometheus text format (version 0.0.4). Pure.

export interface Metric {
  name: string;
  /** A counter only increases, or resets to zero. */
  type: 'counter' | 'gauge';
  help: string;
  samples: { labels: Record<string, string>; value: number }[];
}

/** Escapes backslash, quote and newline as the format requires. */
const escapeLabel = (text: string) => text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');

function writeSample(name: string, { labels, value }: Metric['samples'][number]): string {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escapeLabel(text)}"`);
  return `${name}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''} ${value}\n`;
}

export const metricsType = 'text/plain; version=0.0.4; charset=utf-8';

export function writeMetrics(metrics: Metric[]): string {
  return metrics
    .map(({ name, type, help, samples }) => {
      const head = `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n`;
      return head + samples.map((sample) => writeSample(name, sample)).join('');
    })
    .join('');
}
