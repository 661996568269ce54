'use strict';

/** Options of the samples: `--name value`, each once. */
function optionsOf(words) {
  const options = {};
  for (let i = 0; i + 1 < words.length; i += 2) {
    options[words[i].replace(/^--/, '')] = words[i + 1];
  }
  return options;
}

module.exports = { optionsOf };
