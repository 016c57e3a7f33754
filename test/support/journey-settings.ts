// The server of the journeys: its own port and database, and a clock that starts on a known working day.
export const baseUrl = 'http://localhost:8797';
export const clockStart = '2026-11-20T09:00:00+08:00';
export const samplePassword = 'a sample password for journeys';
