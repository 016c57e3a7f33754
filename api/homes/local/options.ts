// Options of `npm start`; browser journeys use another port, state folder and clock.
import { readArguments } from '../../ports/command-line.ts';

const usage = `Usage: npm start [-- --port 8787] [--state FOLDER] [--clock INSTANT] [--reviewers N] [--no-build] [--fresh]

Builds the site, makes a local database with samples in it, and serves them; --fresh begins with an empty one.`;

const { values } = readArguments(usage, {
  options: {
    port: { type: 'string', default: '8787' },
    /** Folder of the local database. */
    state: { type: 'string', default: '.state' },
    /** Instant at which the clock starts, instead of now. */
    clock: { type: 'string' },
    /** Number of reviewers per reply, instead of none. */
    reviewers: { type: 'string' },
    /** Keeps the built site as it is. */
    'no-build': { type: 'boolean', default: false },
    /** Starts with an empty database. */
    fresh: { type: 'boolean', default: false },
  },
});

export const options = {
  port: values.port,
  state: values.state,
  clock: values.clock,
  reviewers: values.reviewers,
  build: !values['no-build'],
  fresh: values.fresh,
  baseUrl: `http://localhost:${values.port}`,
};
