// The end-to-end tests' servers: separate ports and databases, and a clock that starts on a known working day.

/** True when this run tests the self-hosted home instead of workerd. */
export const isOwnServer = process.env['JOURNEYS_HOME'] === 'node';
export const baseUrl = isOwnServer ? 'http://localhost:8793' : 'http://localhost:8797';
export const clockStart = '2026-11-20T09:00:00+08:00';
export const samplePassword = 'a sample password for journeys';
