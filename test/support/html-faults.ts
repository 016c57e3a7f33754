// What is wrong with a page's HTML, by html-validate.
import { type ConfigData, HtmlValidate } from 'html-validate';

const rules: ConfigData = {
  extends: ['html-validate:recommended'],
  rules: {
    // How the compiler writes what means the same.
    'void-style': 'off',
    'attribute-empty-style': 'off',
    'attribute-boolean-style': 'off',
    'attr-case': ['error', { style: 'camelcase', ignoreForeign: true }],
    'no-trailing-whitespace': 'off',
    // A title is the document's own sentence.
    'long-title': 'off',
    // A listbox of suggestions: links to words, which no native select can hold.
    'prefer-native-element': ['error', { exclude: ['listbox'] }],
    'no-inline-style': 'error',
  },
};

const validator = new HtmlValidate(rules);

/** Astro puts the style of its islands beside the first of them, and leaves no other place. */
const islandStyle = /^<style> element is not permitted/u;

/** @returns one line a fault: where, and what */
export async function findHtmlFaults(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html);
  return results
    .flatMap(({ messages }) => messages)
    .filter(({ message }) => !islandStyle.test(message))
    .map(({ line, column, message, ruleId }) => `${line}:${column} ${message} (${ruleId})`);
}
