// What happens to the comments of the golden record, step by step, as people do it.

/** What a resident sends; `follows` is the number of the life that it asks on. */
export interface Sending {
  words: {
    about: string;
    kind: string;
    title: string;
    text: string;
    publish: 'yes' | 'no';
    key: string;
    name?: string;
    contact?: string;
    homepage?: string;
    proof?: string;
  };
  /** Pictures that come along. */
  files: number;
  areLimitsDown: boolean;
  follows: number | null;
}

export type Action =
  | { what: 'send'; sending: Sending }
  /** The same once more: a retry has the same receipt. */
  | { what: 'send-again'; sending: Sending }
  /** The desk lets it go where a check held it. */
  | { what: 'release'; by: string }
  | { what: 'move'; by: string; move: { move: string } & Record<string, unknown> }
  | { what: 'view-contact'; by: string; reason: string }
  | { what: 'resident'; move: { move: string } & Record<string, unknown> };

export interface Step {
  /** Number of the life. */
  life: number;
  /** Milliseconds UTC. */
  at: number;
  action: Action;
}
