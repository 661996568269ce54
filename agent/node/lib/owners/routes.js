'use strict';

const channels = require('../guest/channels');
const { ofRoute } = require('./shape');

const ROUTE = Symbol('plimsoll.route');
const LONGEST = 200;
const MOST_REMEMBERED = 1_000;

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
class Routes {
  constructor(owners) {
    this.owners = owners;
    /** By method and URL: the same few come again and again, and a name need not be made anew. */
    this.known = new Map();
    this.size = 0;
  }

  ownerOf(request) {
    const route = routeOf(request);
    const url = route === undefined ? request.originalUrl || request.url || '/' : route;
    const method = request.method || 'GET';
    const ofMethod = this.known.get(method);
    const known = ofMethod === undefined ? undefined : ofMethod.get(url);
    return known === undefined || known.isForgotten ? this.find(method, url, route) : known;
  }

  find(method, url, route) {
    const path = route === undefined ? ofRoute(url) : route;
    const owner = this.owners.of(method + ' ' + path.slice(0, LONGEST));
    if (url.length > LONGEST) {
      return owner;
    }
    if (this.size++ >= MOST_REMEMBERED) {
      this.known.clear();
      this.size = 1;
    }
    const ofMethod = this.known.get(method) || new Map();
    this.known.set(method, ofMethod.set(url, owner));
    return owner;
  }
}

/** Where a framework has found one; undefined otherwise. */
function routeOf(request) {
  if (request[ROUTE] !== undefined) {
    return request[ROUTE];
  }
  // Express, and Nest on it, leave it here once a router has found it.
  const route = request.route;
  if (route && typeof route.path === 'string') {
    return request.baseUrl ? ofRoute(String(request.baseUrl)) + route.path : route.path;
  }
  return undefined;
}

module.exports = { watchFrameworks, Routes };
