'use strict';

// Paths without what is different each time: numbers, ids, dates. A token between separators is left
// out if it is a number, or hexadecimal with a digit and of eight characters or more, or of twelve
// or more with three digits, or longer than forty; and so is a UUID. The JVM agent does the same, so
// that one route has one name on both sides.
const TOKEN =
  /[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|[^/\-_.@%:,]+/g;
const END_OF_PATH = /[?;#]/;
const MOST_SEGMENTS = 8;
const LONGEST = 200;
const LONGEST_WORD = 40;

/** Neighbours that are left out become one. */
const NEIGHBOURS = {
  '{id}': /\{id\}(?:[\-_.@%:,]\{id\})+/g,
  '*': /\*(?:[\-_.@%:,]\*)+/g,
};

/** `/users/4711/orders?page=2` is `/users/{id}/orders`. */
function ofRoute(url) {
  const end = url.search(END_OF_PATH);
  return shapeOf(shorten(end < 0 ? url : url.slice(0, end)), '{id}');
}

/** `/tmp/upload-8231.part` is `/tmp/upload-*.part`. */
function ofFile(path) {
  return /\d/.test(path) || path.length > LONGEST_WORD ? shapeOf(path.slice(0, LONGEST), '*') : path;
}

function shorten(path) {
  const segments = path.split('/', MOST_SEGMENTS + 1);
  const short = segments.slice(0, MOST_SEGMENTS).join('/') + (segments.length > MOST_SEGMENTS ? '/...' : '');
  return short.length > LONGEST ? short.slice(0, LONGEST) + '...' : short;
}

function shapeOf(path, mark) {
  const marked = path.replace(TOKEN, (token) => (isPassing(token) ? mark : token));
  return marked.replace(NEIGHBOURS[mark], mark);
}

function isPassing(token) {
  const length = token.length;
  if (token.includes('-') || length > LONGEST_WORD) {
    return true;
  }
  let digits = 0;
  for (let i = 0; i < length; i++) {
    const c = token.charCodeAt(i);
    digits += c >= 48 && c <= 57 ? 1 : 0;
  }
  return (
    digits === length ||
    (digits > 0 && length > 7 && /^[0-9a-fA-F]+$/.test(token)) ||
    (digits > 2 && length > 11)
  );
}

module.exports = { ofRoute, ofFile };
