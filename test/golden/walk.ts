// Runs random lives through the application. Each step is a request at its own time, with the hourly work in between
// and one calendar change on the way.
import { cookiesOf, deskOf, places, signInWith } from './accounts.ts';
import { type Golden, origin } from './application.ts';
import { Chance } from './chance.ts';
import { calendarComesAt, endsAt } from './lives.ts';
import type { Action, Sending, Step } from './steps.ts';

/** The codes that the resident received. */
export interface Codes {
  receiptCode: string;
  trackingCode: string;
  checkCode: string;
  window: { dueOn: string };
}

/** One-pixel pictures: black, grey and white. */
const pictures = [
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAADUlEQVR4AQECAP3/AAAAAgABfgUN0gAAAABJRU5ErkJggg==',
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAADUlEQVR4AQECAP3/AHgAegB5s5tmOgAAAABJRU5ErkJggg==',
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAADUlEQVR4AQECAP3/AP8BAQEAYIcStQAAAABJRU5ErkJggg==',
];

/** Maximum number of steps between two runs of the hourly work. */
const maxStepsBetweenRuns = 30;

/** Takes steps of lives as requests to the application. */
export function takeSteps(golden: Golden) {
  const { world, file, request } = golden;
  const given = new Map<number, Codes>();
  const cookieOf = signInWith(golden);
  const standing = file.prepare(
    'SELECT version, jurisdiction, held_because AS heldBecause FROM comments WHERE receipt_code = ?',
  );

  const postJson = (path: string, body: unknown, cookie = '') =>
    request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin, cookie },
      body: JSON.stringify(body),
    });

  const codesOf = (life: number): Codes => {
    const codes = given.get(life);
    if (!codes) throw new Error(`life ${life} has no receipt yet`);
    return codes;
  };

  /** Starts a follow-up as the follow page does. Returns the form's cookie and key. */
  async function startFollowUp(of: number) {
    const { receiptCode, trackingCode } = codesOf(of);
    const opened = await request('/follow/', {
      method: 'POST',
      body: new URLSearchParams({ receiptCode, trackingCode }),
    });
    const asked = await request('/follow/ask/', { method: 'POST', headers: { cookie: cookiesOf(opened) } });
    const cookie = cookiesOf(asked);
    const key = /\.([0-9a-f]{32})\./u.exec(decodeURIComponent(cookie))?.[1];
    if (!key) throw new Error(`${receiptCode} cannot be asked on: ${asked.status}`);
    return { cookie, key };
  }

  async function send({ words, files, areLimitsDown, follows }: Sending): Promise<Response> {
    const begun = follows === null ? null : await startFollowUp(follows);
    const body = { ...words, key: begun?.key ?? words.key };
    const cookie = begun?.cookie ?? '';
    world.areLimitsDown = areLimitsDown;
    try {
      if (files === 0) return await postJson('/api/comments', body, cookie);
      const form = new FormData();
      for (const [name, value] of Object.entries(body)) form.set(name, value);
      for (const [index, picture] of pictures.slice(0, files).entries()) {
        form.append('files', new Blob([Buffer.from(picture, 'base64')]), `${index}.png`);
      }
      return await request('/api/comments/with-attachments', {
        method: 'POST',
        headers: { origin, cookie },
        body: form,
      });
    } finally {
      world.areLimitsDown = false;
    }
  }

  async function move(receiptCode: string, by: string, action: object): Promise<Response> {
    const cookie = await cookieOf(by);
    const version = standing.get(receiptCode)?.['version'];
    let personalSeen = '';
    const make = (chosen: object) =>
      postJson(`/api/queue/${receiptCode}/moves`, { version, action: chosen, personalSeen }, cookie);
    const first = await make(action);
    if (first.status !== 409) return first;
    // A clerk warned of personal data or of a similar answer confirms.
    const { personal } = await first.clone().json();
    personalSeen = personal?.key ?? '';
    const answer = personal ? await make(action) : first;
    if (answer.status !== 409) return answer;
    const { alike } = await answer.clone().json();
    return alike ? make({ ...action, alikeSeen: alike }) : answer;
  }

  async function act(life: number, action: Action): Promise<Response | null> {
    if (action.what === 'send') {
      const answer = await send(action.sending);
      if (answer.ok) given.set(life, await answer.clone().json());
      return answer;
    }
    const codes = codesOf(life);
    const { receiptCode, trackingCode } = codes;
    switch (action.what) {
      case 'send-again': {
        const answer = await send(action.sending);
        const again: Codes = await answer.clone().json();
        if (again.receiptCode !== receiptCode) throw new Error(`${receiptCode}: a retry has another receipt`);
        return answer;
      }
      case 'release': {
        const isHeld = standing.get(receiptCode)?.['heldBecause'] !== null;
        return isHeld ? move(receiptCode, action.by, { move: 'release' }) : null;
      }
      case 'move':
        return move(receiptCode, action.by, action.move);
      case 'view-contact': {
        const { reason, by } = action;
        return postJson(`/api/queue/${receiptCode}/contact-views`, { reason }, await cookieOf(by));
      }
      case 'resident':
        return postJson('/api/follow/moves', { receiptCode, trackingCode, action: action.move });
    }
  }

  return { act, given, cookieOf };
}

export async function walk(golden: Golden, steps: Step[]): Promise<Map<number, Codes>> {
  const { world, random, errors } = golden;
  const { act, given } = takeSteps(golden);

  async function runHourly(at: number): Promise<void> {
    world.now = at;
    random.begin(`hourly work ${at}`);
    await golden.runHourly();
  }

  const chance = new Chance('golden record/hourly work');
  let left = maxStepsBetweenRuns;
  let isCalendarIn = false;
  for (const [index, { life, at, action }] of steps.entries()) {
    if (!isCalendarIn && at >= calendarComesAt) {
      golden.takeInCalendar(2);
      isCalendarIn = true;
      // Some moves happen before maintenance recomputes the open windows.
      left = 4;
    }
    world.now = at;
    random.begin(`step ${index} of life ${life}`);
    const answer = await act(life, action);
    if (answer && !answer.ok) {
      throw new Error(`life ${life}, ${JSON.stringify(action)}: ${answer.status} ${await answer.text()}`);
    }
    if (--left > 0) continue;
    const next = steps[index + 1]?.at ?? at;
    await runHourly(at + Math.floor((next - at) / 2));
    left = chance.whole(3, maxStepsBetweenRuns);
  }
  await runHourly(endsAt);
  if (errors.length > 0) throw new Error(`the application logged: ${errors.slice(0, 5).join('; ')}`);
  return given;
}

/** Returns a function that signs in the desk of a place. */
export const desksOf = (golden: Golden) => {
  const cookieOf = signInWith(golden);
  return async (place: string) => {
    const known = places.find((id) => id === place);
    if (!known) throw new Error(`no desk of ${place}`);
    return cookieOf(deskOf(known));
  };
};
