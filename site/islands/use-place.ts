// The clerk's place in the queue, as the address says it; going somewhere is changing the address.
import { useCallback, useEffect, useState } from 'react';
import { parsePlace, type QueuePlace, writePlace } from '../lib/queue-place.ts';

const start: QueuePlace = { list: 'open', receiptCode: null };

export function usePlace(): [QueuePlace, (place: QueuePlace) => void] {
  const [place, setPlace] = useState(() => parsePlace(location.hash) ?? start);
  useEffect(() => {
    const follow = () => setPlace((before) => parsePlace(location.hash) ?? before);
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  const go = useCallback((next: QueuePlace) => {
    location.hash = writePlace(next);
  }, []);
  return [place, go];
}
