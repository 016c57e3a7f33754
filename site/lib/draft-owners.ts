// Which drafts are being written in another tab right now: a new tab leaves those alone, and takes back only what nobody is
// writing any more. Tabs ask each other; a closed or crashed one does not answer.

const channelName = 'comment-drafts';
/** In milliseconds. Tabs of one browser answer at once; a suspended one counts as closed. */
const answerWithin = 200;

interface Message {
  kind: 'who' | 'mine';
  id: string;
}

const isMessage = (data: unknown): data is Message =>
  typeof data === 'object' && data !== null && 'kind' in data && 'id' in data;

/** Answers other tabs about this tab's draft. @returns ends it */
export function ownDraft(readOwnId: () => string): () => void {
  if (typeof BroadcastChannel === 'undefined') return () => undefined;
  const channel = new BroadcastChannel(channelName);
  channel.addEventListener('message', ({ data }) => {
    if (isMessage(data) && data.kind === 'who') channel.postMessage({ kind: 'mine', id: readOwnId() });
  });
  return () => channel.close();
}

/** @returns ids of the drafts that other open tabs are writing */
export async function findOwnedDrafts(): Promise<Set<string>> {
  const owned = new Set<string>();
  if (typeof BroadcastChannel === 'undefined') return owned;
  const channel = new BroadcastChannel(channelName);
  channel.addEventListener('message', ({ data }) => {
    if (isMessage(data) && data.kind === 'mine') owned.add(data.id);
  });
  channel.postMessage({ kind: 'who', id: '' });
  await new Promise((done) => setTimeout(done, answerWithin));
  channel.close();
  return owned;
}
