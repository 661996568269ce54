'use strict';

// NODE_OPTIONS reaches every Node below the service's command. The first to greet the supervisor
// speaks for the run, so those that only start the service must not.
const TOOL_FOLDERS =
  /[\\/]node_modules[\\/](npm|yarn|pnpm|corepack|node-gyp|nodemon|concurrently|cross-env|env-cmd|dotenv-cli|pm2|forever|lerna|turbo|nx|husky|npm-run-all2?|wait-on)[\\/]/;
const TOOLS = /[\\/](npm|npx|npm-cli\.js|npx-cli\.js|yarn|yarn\.js|yarnpkg|pnpm|pnpm\.cjs|pnpx|corepack|corepack\.js|node-gyp|nodemon|concurrently|cross-env|cross-env-shell|env-cmd|dotenv|pm2|forever|lerna|turbo|nx|husky|run-s|run-p|npm-run-all|wait-on)$/;
const YARN_RELEASE = /[\\/]\.yarn[\\/]releases[\\/]/;

/** Whether this program only starts others. */
function isHelper(main) {
  return (
    main !== undefined && (TOOL_FOLDERS.test(main) || TOOLS.test(main) || YARN_RELEASE.test(main))
  );
}

module.exports = { isHelper };
