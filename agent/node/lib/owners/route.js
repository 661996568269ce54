'use strict';

const channels = require('../guest/channels');
const { ofRoute } = require('./shape');

const ROUTE = Symbol('plimsoll.route');
const MOST = 200;

/** Lets frameworks that keep the route to themselves leave it at the request. */
function watchFrameworks() {
  // Fastify tells of each instance that is made; a hook is its public way to see each request.
  channels.subscribe('fastify.initialization', ({ fastify }) => {
    fastify.addHook('onRequest', (request, reply, next) => {
      const route = request.routeOptions ? request.routeOptions.url : request.routerPath;
      if (typeof route === 'string') {
        request.raw[ROUTE] = route;
      }
      next();
    });
  });
}

/** Method and route of a request, such as `GET /users/:id`; by the shape of its path otherwise. */
function ownerOf(request) {
  return (request.method || 'GET') + ' ' + routeOf(request).slice(0, MOST);
}

function routeOf(request) {
  if (request[ROUTE] !== undefined) {
    return request[ROUTE];
  }
  // Express, and Nest on it, leave it here once a router has found it.
  const route = request.route;
  if (route && typeof route.path === 'string') {
    const base = typeof request.baseUrl === 'string' ? request.baseUrl : '';
    return ofRoute(base) + route.path;
  }
  return ofRoute(request.originalUrl || request.url || '/');
}

module.exports = { watchFrameworks, ownerOf };
