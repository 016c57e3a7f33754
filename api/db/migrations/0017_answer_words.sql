-- The public words of published answers for the site's search: an index without the words themselves, one row an answer
-- under the position of its receipt among the events. The row goes in the batch that takes the answer down.
CREATE VIRTUAL TABLE answer_words USING fts5(
  words, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0'
);
